//! Methods of generic lists and collections, with the type of their elements where .NET's declarations say `T`.

use crate::lang::collection::Collection;
use crate::lang::types::Type;
use crate::lang::usage::short_type;
use crate::model::Value;

/// What a generic list declares in the place of what every list does; what is not here it does not have.
const OF_LISTS: [(&str, &str); 19] = [
    ("Add", "void Add(T item)"),
    ("AddRange", "void AddRange(System.Collections.Generic.IEnumerable[T] collection)"),
    ("Clear", "void Clear()"),
    ("Contains", "bool Contains(T item)"),
    ("Equals", "bool Equals(System.Object obj)"),
    ("GetEnumerator", "System.Collections.Generic.List`1+Enumerator[T] GetEnumerator()"),
    ("GetHashCode", "int GetHashCode()"),
    ("GetType", "type GetType()"),
    ("IndexOf", "int IndexOf(T item)"),
    ("Insert", "void Insert(int index, T item)"),
    ("Remove", "bool Remove(T item)"),
    ("RemoveAll", "int RemoveAll(System.Predicate[T] match)"),
    ("RemoveAt", "void RemoveAt(int index)"),
    ("Reverse", "void Reverse()"),
    ("Sort", "void Sort()"),
    ("ToArray", "T[] ToArray()"),
    ("ToString", "string ToString()"),
    (
        "Where",
        "System.Object Where(scriptblock expression, System.Management.Automation.WhereOperatorSelectionMode mode)",
    ),
    ("ForEach", "System.Object ForEach(scriptblock expression, System.Object[] arguments)"),
];

/// How a member of the value is declared; `None` where it has no such member.
pub fn definition(value: &Value, name: &str, declared: &str) -> Option<String> {
    if let Some(collection) = value.downcast::<Collection>() {
        return Some(of_element(declared, short_type(&Type::of(collection.of.of[0]).short_name())));
    }
    match value.bare() {
        Value::Array(items)
            if items.is_list()
                && let Some(element) = items.element() =>
        {
            let known = OF_LISTS.iter().find(|(known, _)| *known == name)?;
            let element = Type::from_text(element).map_or_else(|| element.to_owned(), |known| known.short_name());
            Some(of_element(known.1, short_type(&element)))
        }
        _ => Some(declared.to_owned()),
    }
}

/// `T` as a word by itself stands for the element.
fn of_element(declared: &str, element: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = String::new();
    let mut before = ' ';
    let mut letters = declared.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_alone = letter == 'T' && !is_part(before) && !letters.peek().is_some_and(|next| is_part(*next));
        if is_alone {
            out.push_str(element)
        } else {
            out.push(letter)
        }
        before = letter;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_element_stands_where_its_letter_did() {
        assert_eq!(of_element("bool TryPeek([ref] T result)", "int"), "bool TryPeek([ref] int result)");
        assert_eq!(of_element("T[] ToArray()", "string"), "string[] ToArray()");
    }
}
