//! What a layout is made for.

/// How much room there is, and how much of a collection is shown in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Cells in a line.
    pub columns: usize,
    /// Whether a person looks, and not another program: the values of a list go on in the next line where they do not
    /// fit, and tables of our own types say how long ago and roughly how much.
    pub is_seen: bool,
    /// Lines of the screen that are seen at once; `None` where nobody looks or nobody knows.
    pub rows: Option<usize>,
    /// Elements of a collection that are shown (`$FormatEnumerationLimit`).
    pub items: usize,
}

impl Page {
    /// PowerShell's default of `$FormatEnumerationLimit`.
    pub const ITEMS: usize = 4;

    /// A screen that a person looks at.
    pub fn screen(columns: usize) -> Page {
        Page { columns, is_seen: true, rows: None, items: Page::ITEMS }
    }

    /// A file or pipe.
    pub fn stream(columns: usize) -> Page {
        Page { columns, is_seen: false, rows: None, items: Page::ITEMS }
    }

    /// On a screen of so many lines.
    pub fn of_rows(self, rows: Option<usize>) -> Page {
        Page { rows, ..self }
    }

    /// With `$FormatEnumerationLimit`; a negative one shows all.
    pub fn showing(self, limit: i64) -> Page {
        Page { items: usize::try_from(limit).unwrap_or(usize::MAX), ..self }
    }
}
