//! Identifiers that formats of others ask for, made from what they identify.

use uuid::Uuid;

/// The namespace of these identifiers, and of what OSCAL does not define.
pub const NAMESPACE: &str = "urn:dtmm:oscal";

/// A UUID version 5 of the bytes: the same bytes give the same one, wherever it is made.
pub fn uuid_of(bytes: &[u8]) -> String {
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, NAMESPACE.as_bytes());
    Uuid::new_v5(&namespace, bytes).to_string()
}
