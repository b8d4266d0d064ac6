//! The words of these files, which come from `interface.yaml`.

/// Declares the words, each with its key.
macro_rules! words {
    ($($name:ident = $key:literal,)*) => {
        /// A word of these files.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)] // each is named as its key
        pub enum OscalWord { $($name,)* }

        impl OscalWord {
            /// The key in `interface.yaml`.
            pub const fn key(self) -> &'static str {
                match self { $(OscalWord::$name => $key,)* }
            }
        }

        /// The keys of all words of these files.
        pub const OSCAL_WORD_KEYS: &[&str] = &[$($key,)*];
    };
}

words! {
    Full = "score_full",
    Largely = "score_largely",
    Partly = "score_partly",
    Not = "score_not",
    NotApplicable = "score_not_applicable",
    Unanswered = "oscal_unanswered",
    Results = "oscal_results",
    ResultsRemarks = "oscal_results_remarks",
    NoPlan = "oscal_no_plan",
    NoPlanAbout = "oscal_no_plan_about",
    Plan = "oscal_plan",
    PlanRemarks = "oscal_plan_remarks",
    Profile = "oscal_profile",
    ProfileRemarks = "oscal_profile_remarks",
    CatalogAbout = "oscal_catalog_about",
    Assessor = "oscal_assessor",
    Responsible = "oscal_responsible",
}
