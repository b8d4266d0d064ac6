//! What was last read of the records that are not open.

use std::rc::Rc;

use crate::form::RecordFormat;
use crate::keys::RecordId;
use crate::stamped::StampedRecord;

/// A record that is not open, with the text it was read from. It is read again only if that changed.
pub(crate) struct CachedRecord<F: RecordFormat> {
    pub(crate) record_id: RecordId,
    pub(crate) text: String,
    /// `None` if the text cannot be read.
    pub(crate) held: Option<Rc<StampedRecord<F>>>,
}
