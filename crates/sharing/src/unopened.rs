//! Why an encrypted file is not opened.

/// The most work that is done to open a file: some seconds, and a gigabyte. Who makes a file could ask for any number of
/// hours.
pub const MOST_WORK: u8 = 20;

/// Why a file is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unopened {
    /// It is not an encrypted file, or of a later version of the format.
    NotEncrypted,
    /// It was encrypted for a key, not with a passphrase.
    ForKey,
    /// It asks for more than [`MOST_WORK`], or for more memory than there is.
    TooMuchWork,
    /// The passphrase is another one.
    WrongPassphrase,
    /// The file was cut off or changed.
    Damaged,
}

impl Unopened {
    /// What it is called in words and in the page.
    pub const fn key(self) -> &'static str {
        match self {
            Unopened::NotEncrypted => "not-encrypted",
            Unopened::ForKey => "for-key",
            Unopened::TooMuchWork => "too-much-work",
            Unopened::WrongPassphrase => "wrong-passphrase",
            Unopened::Damaged => "damaged",
        }
    }
}
