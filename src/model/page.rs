//! One page of a sorted list: what `-SortOrder`, `-BookmarkObject`, `-BookmarkIndex` and `-SearchForward` mean.
//!
//! Items are offered one after another and only those that belong to the page are kept, so that a page of a million
//! costs the memory of the page. The order is whole: items that are equal by what they are sorted by keep the order
//! of their places.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::compare::{self, Case};
use super::text::{Malformed, quoted, text_scalar};
use super::view::View;
use super::{FromValue, PagedPositionInfo, Value};

/// A property to sort by: `+Size` or `Size` upwards, `-Size` downwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortKey {
    pub property: String,
    pub is_descending: bool,
}

impl FromStr for SortKey {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<SortKey, Malformed> {
        let written = text.trim();
        let property = written.trim_start_matches(['+', '-']);
        if property.is_empty() || !property.chars().all(char::is_alphanumeric) {
            return Err(Malformed::new(
                format!("{} is no property to sort by.", quoted(text)),
                "Write the name of a property, with - before it to sort downwards: -Size.",
            ));
        }
        Ok(SortKey { property: property.to_owned(), is_descending: written.starts_with('-') })
    }
}

impl fmt::Display for SortKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}{}", if self.is_descending { '-' } else { '+' }, self.property))
    }
}

text_scalar!(SortKey, "String");

/// The properties to sort by, the first the most important: a list, or one text with commas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SortOrder(pub Vec<SortKey>);

impl FromValue for SortOrder {
    const TYPE_NAME: &'static str = SortKey::TYPE_NAME;
    const IS_LIST: bool = true;

    fn from_value(value: &Value) -> Result<SortOrder, String> {
        let mut keys = Vec::new();
        for item in value.clone().into_items() {
            for key in item.bare().to_string().split(',') {
                keys.push(key.parse::<SortKey>().map_err(|bad| bad.reason())?);
            }
        }
        Ok(SortOrder(keys))
    }
}

/// Which part of the list is wanted.
#[derive(Clone, Debug)]
pub struct Page<T> {
    pub sort: Vec<SortKey>,
    /// Begin behind this item, or with it.
    pub mark: Option<T>,
    pub is_mark_included: bool,
    /// Items that are passed over.
    pub skip: usize,
    /// Most items.
    pub limit: usize,
    /// Towards the end of the list; else towards its beginning. What is found stands in the list's order either way.
    pub is_forward: bool,
}

/// A page that is being filled.
pub struct Pager<T> {
    page: Page<T>,
    place: fn(&T, &T) -> Ordering,
    kept: Vec<(Vec<Value>, T)>,
    mark: Option<Vec<Value>>,
    offered: usize,
    /// Of these, the ones on the far side of the bookmark.
    passed: usize,
}

impl<T: View> Pager<T> {
    /// `place`: the order of items that are equal by what they are sorted by.
    pub fn new(page: Page<T>, place: fn(&T, &T) -> Ordering) -> Pager<T> {
        let mark = page.mark.as_ref().map(|mark| values(&page.sort, mark));
        Pager { page, place, kept: Vec::new(), mark, offered: 0, passed: 0 }
    }

    pub fn offer(&mut self, item: T) {
        let values = values(&self.page.sort, &item);
        self.offered += 1;
        if let (Some(mark), Some(of_mark)) = (&self.page.mark, &self.mark) {
            let beside = order(&self.page, self.place, (&values, &item), (of_mark, mark));
            if beside == Ordering::Less || (beside == Ordering::Equal && !self.page.is_mark_included) {
                self.passed += 1;
                return;
            }
        }
        self.kept.push((values, item));
        if self.kept.len() >= self.most().saturating_add(512).saturating_mul(2) {
            self.cut();
        }
    }

    /// Where the page stands in the list of all that was offered.
    pub fn position(&self) -> PagedPositionInfo {
        let behind = self.passed.saturating_add(self.page.skip).min(self.offered);
        let before = match self.page.is_forward {
            true => behind,
            false => self.offered - behind - self.page.limit.min(self.offered - behind),
        };
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        PagedPositionInfo { page_offset: count(before).saturating_add(1), total_count: count(self.offered) }
    }

    /// The items of the page, in the list's order.
    pub fn finish(mut self) -> Vec<T> {
        self.cut();
        let skipped = self.page.skip.min(self.kept.len());
        let mut items: Vec<T> = self.kept.drain(skipped..).map(|(_, item)| item).collect();
        if !self.page.is_forward {
            items.reverse();
        }
        items
    }

    fn most(&self) -> usize {
        self.page.skip.saturating_add(self.page.limit)
    }

    fn cut(&mut self) {
        let (page, place) = (&self.page, self.place);
        self.kept.sort_by(|one, other| order(page, place, (&one.0, &one.1), (&other.0, &other.1)));
        self.kept.truncate(self.most());
    }
}

fn values(sort: &[SortKey], item: &impl View) -> Vec<Value> {
    sort.iter().map(|key| item.property(&key.property).unwrap_or(Value::Null)).collect()
}

fn order<T>(
    page: &Page<T>,
    place: fn(&T, &T) -> Ordering,
    (values, item): (&[Value], &T),
    (others, other): (&[Value], &T),
) -> Ordering {
    let by_keys = page.sort.iter().zip(values.iter().zip(others)).map(|(key, (value, other))| {
        // What cannot be compared is left where it is.
        let order = compare::order(value, other, Case::Insensitive).unwrap_or(Ordering::Equal);
        if key.is_descending { order.reverse() } else { order }
    });
    let order = by_keys.fold(Ordering::Equal, Ordering::then).then_with(|| place(item, other));
    if page.is_forward { order } else { order.reverse() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::IntoValue;

    #[derive(Clone)]
    struct Item(&'static str, i64);

    impl View for Item {
        fn property(&self, name: &str) -> Option<Value> {
            match name {
                "Size" => Some(self.1.into_value()),
                _ => None,
            }
        }
    }

    const ITEMS: [Item; 5] = [Item("a", 3), Item("b", 1), Item("c", 3), Item("d", 2), Item("e", 1)];

    #[test]
    fn an_order_is_a_list_or_one_text() {
        let read = |value: Value| SortOrder::from_value(&value).map(|order| order.0);
        let two = ["+Size", "-Name"].map(|key| key.parse::<SortKey>().expect("a key")).to_vec();
        assert_eq!(read("+Size,-Name".into_value()), Ok(two.clone()));
        assert_eq!(read("Size, -Name".into_value()), Ok(two.clone()));
        assert_eq!(read(vec!["+Size".to_owned(), "-Name".to_owned()].into_value()), Ok(two));
        assert!(read("+Size,,-Name".into_value()).is_err() && read(String::new().into_value()).is_err());
    }

    #[test]
    fn pages_follow_each_other_in_the_order_that_was_asked_for() {
        for (sort, mark, included, skip, limit, forward, expected, why) in [
            ("", None, false, 0, 9, true, "abcde", "places"),
            ("Size", None, false, 0, 9, true, "bedac", "upwards; equal ones by place"),
            ("-Size", None, false, 0, 9, true, "acdbe", "downwards"),
            ("-Size", None, false, 0, 2, true, "ac", "the first two"),
            ("-Size", None, false, 2, 2, true, "db", "from the third on"),
            ("-Size", Some(2), false, 0, 2, true, "db", "behind c"),
            ("-Size", Some(2), true, 0, 2, true, "cd", "with c"),
            ("-Size", Some(3), false, 0, 2, false, "ac", "before d"),
            ("-Size", None, false, 0, 2, false, "be", "the last two"),
            ("", Some(3), true, 0, 2, false, "cd", "back from d"),
            ("-Size", None, false, 9, 2, true, "", "behind the end"),
        ] {
            let whole = match sort {
                "" => "abcde",
                "Size" => "bedac",
                _ => "acdbe",
            };
            let sort = sort.split(',').filter(|key| !key.is_empty()).map(|key| key.parse().expect("sound")).collect();
            let mark = mark.map(|at: usize| ITEMS[at].clone());
            let page = Page { sort, mark, is_mark_included: included, skip, limit, is_forward: forward };
            let mut pager = Pager::new(page, |one, other| one.0.cmp(other.0));
            ITEMS.iter().rev().for_each(|item| pager.offer(item.clone()));
            let position = pager.position();
            let found: String = pager.finish().iter().map(|item| item.0).collect();
            assert_eq!(found, expected, "{why}");
            let offset = whole.find(expected).filter(|_| !expected.is_empty());
            assert_eq!(position.total_count, 5, "{why}");
            assert_eq!(position.page_offset - 1, offset.map_or(5, |at| at as i64), "{why}");
        }
    }

    #[test]
    fn a_long_list_costs_a_page() {
        let (sort, limit) = (vec!["-Size".parse().expect("sound")], 10);
        let page = Page { sort, mark: None, is_mark_included: false, skip: 0, limit, is_forward: true };
        let mut pager = Pager::new(page, |one: &Item, other| one.1.cmp(&other.1));
        (0..100_000).for_each(|size| pager.offer(Item("x", size)));
        assert!(pager.kept.capacity() < 5000);
        let sizes: Vec<i64> = pager.finish().iter().map(|item| item.1).collect();
        assert_eq!(sizes, (99_990..100_000).rev().collect::<Vec<_>>());
    }
}
