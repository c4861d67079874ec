//! Where a page stands in its list, as `-ReturnPageInfo` tells it.

use super::view::view;

view! {
    /// Where a page stands in its list.
    PagedPositionInfo as "Emsh.Transport.PagedPositionInfo",
    shown ["PageOffset", "TotalCount"] {
        /// The first item of the page, counted from 1.
        "PageOffset" page_offset: i64 as "Int64";
        /// Items of the whole list.
        "TotalCount" total_count: i64 as "Int64";
    }
}
