//! Check: from records to values. Every raw string becomes a value or a diagnostic.
