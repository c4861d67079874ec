//! The parameters by which long lists are sorted and paged.

use crate::cmdlet::prelude::*;
use crate::model::page::{SortKey, SortOrder};

pub static SORT_ORDER: Param<SortOrder> = Param::new(
    "SortOrder",
    "Properties to sort by, with - before one to sort downwards: `'-Size','Subject'` or `'-Size,+Subject'`.",
);
pub static BOOKMARK_INDEX: Param<u32> =
    Param::new("BookmarkIndex", "Begin with this item of the list, counted from 1.");
pub static BOOKMARK_OBJECT: Param<Value> =
    Param::new("BookmarkObject", "Begin with this item of the list, as an earlier call gave it, or its identity.");
pub static INCLUDE_BOOKMARK: Param<bool> =
    Param::new("IncludeBookmark", "Whether the item of -BookmarkObject itself is shown. Default $true.");
pub static SEARCH_FORWARD: Param<bool> =
    Param::new("SearchForward", "$false shows the items before the bookmark, or the last of the list. Default $true.");

pub static RETURN_PAGE_INFO: Param<bool> = Param::new(
    "ReturnPageInfo",
    "$true gives, before the items, one object with the place of the first of them in the whole list (PageOffset, from 1) \
     and the length of that list (TotalCount). Default $false.",
);

/// What a call says about its page.
pub struct Paging {
    pub sort: Vec<SortKey>,
    pub skip: u64,
    pub bookmark: Option<String>,
    pub is_bookmark_included: bool,
    pub is_forward: bool,
}

impl Paging {
    pub fn of(call: &Call) -> Result<Paging, Fault> {
        let index = call.get(&BOOKMARK_INDEX)?;
        if index == Some(0) {
            return Err(
                Fault::invalid("BookmarkIndexTooSmall", "Items are counted from 1.").at(call.place(&BOOKMARK_INDEX))
            );
        }
        let bookmark = call.get(&BOOKMARK_OBJECT)?.map(|object| match &object {
            Value::Object(item) => item.get("Identity").unwrap_or(Value::Null).to_string(),
            text => text.to_string(),
        });
        Ok(Paging {
            sort: call.get(&SORT_ORDER)?.unwrap_or_default().0,
            skip: index.map_or(0, |index| u64::from(index) - 1),
            bookmark,
            is_bookmark_included: call.get(&INCLUDE_BOOKMARK)?.unwrap_or(true),
            is_forward: call.get(&SEARCH_FORWARD)?.unwrap_or(true),
        })
    }

    /// Whether the call says anything at all.
    pub fn is_wanted(&self) -> bool {
        !self.sort.is_empty() || self.skip > 0 || self.bookmark.is_some() || !self.is_forward
    }

    /// As the control API takes it.
    pub fn sort_text(&self) -> Option<String> {
        let keys: Vec<String> = self.sort.iter().map(ToString::to_string).collect();
        (!keys.is_empty()).then(|| keys.join(","))
    }
}
