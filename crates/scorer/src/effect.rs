//! What the page has to do after something happened.

use dtmm_model::{Item, RequirementId};
use dtmm_scoring::Answer;
use dtmm_view::{Node, Word};

/// What the view does for the state. An effect carries only what the state does not hold.
#[cfg_attr(test, derive(Debug, PartialEq))]
pub(crate) enum Effect {
    /// Show everything of the assessment anew.
    ShowAll,
    /// Show the answer that was given to an entry, though the assessment may lack it for want of a reason.
    ShowAnswer(Item, Option<Answer>),
    /// Show whether an entry has details.
    MarkDetails(RequirementId),
    /// Show the results.
    ShowResults,
    /// Show the list of assessments.
    ShowAssessments,
    /// Show the title of the assessment in that list.
    ShowTitle,
    /// Close the open details and warnings: they belong to the assessment shown before.
    CloseDetails,
    /// Show the entries that match the filters.
    ApplyFilter,
    /// Update the lists that follow from the answers, once the rest is on the screen.
    UpdateLists,
    /// Replace the message.
    Say(Vec<Node>),
    /// Replace what is said of the storage.
    Notice(Vec<Node>),
    /// Request the lock under which this tab writes to the storage.
    RequestLock,
    /// Show the preview of an import, or hide it.
    ShowPreview(bool),
    /// Show or hide the elements with this `data-show`.
    Show(String, bool),
    /// Say beside the date whether it is none.
    MarkDate(bool),
    /// Take the keyboard out of a field of the assessment.
    LeaveField,
    /// Take the keyboard to the message, if it was taken out of a field.
    FocusMessage,
    /// Take the keyboard to the title.
    FocusTitle,
    /// Hand a file to the reader.
    Save(SavedFile),
    /// Show a text to copy, copy it if the browser allows, and say this word.
    HandOver(String, Word),
    /// Say something beside the text to copy.
    NoteOutput(String),
}

/// A file for the reader.
#[cfg_attr(test, derive(Debug, PartialEq))]
pub(crate) struct SavedFile {
    /// Its name with its ending.
    pub(crate) name: String,
    /// Its media type.
    pub(crate) media_type: &'static str,
    /// What it holds.
    pub(crate) text: String,
}
