//! Directories that are read into a real store.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use super::{Act, Mode, Order, Outcome, Remembered, dismiss, update};
use crate::model::class::Class;
use crate::model::{Fault, MailboxDatabase, RecipientDirectory};
use crate::store::{Change, Draft, OpenOptions, Sealer, Store, Transaction, open};

struct Scene {
    folder: TempDir,
    store: Arc<dyn Store>,
}

impl Scene {
    fn new() -> Scene {
        let folder = TempDir::new().expect("a folder");
        let scene = Scene { store: opened(&folder), folder };
        scene.keep(&MailboxDatabase::create("Mailboxes", "", json!({"MaildirPath": "/m"})).expect("sound"));
        scene
    }

    fn keep<T: Class>(&self, object: &T) {
        let draft = Draft { id: object.id(), ..Draft::new(T::info().name, object.name(), object.to_properties()) };
        self.store.commit(Transaction::new("test", "New").change(Change::Create(draft))).expect("stored");
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("people.csv")
    }

    /// Makes the directory People with these settings.
    fn directory(&self, mut given: Json) -> RecipientDirectory {
        let fields = given.as_object_mut().expect("settings");
        fields.entry("Kind").or_insert("File".into());
        fields.entry("Location").or_insert(self.file().display().to_string().into());
        self.keep(&RecipientDirectory::create("People", "", given).expect("sound"));
        self.stored_directory()
    }

    fn stored_directory(&self) -> RecipientDirectory {
        let object = self.store.find("RecipientDirectory", "", "People").expect("readable").expect("there");
        RecipientDirectory::from_stored(&object.as_stored()).expect("sound")
    }

    fn try_read(&self, text: &str, last: Option<Remembered>) -> Result<(Option<Outcome>, Remembered), Fault> {
        std::fs::write(self.file(), text).expect("written");
        let directory = self.stored_directory();
        self.order(&directory, Mode::Store, false, last)
    }

    fn order(
        &self,
        directory: &RecipientDirectory,
        mode: Mode,
        beyond: bool,
        last: Option<Remembered>,
    ) -> Result<(Option<Outcome>, Remembered), Fault> {
        let sealer = Sealer::of_directory(self.folder.path());
        let (store, command) = (&*self.store, "Update-RecipientDirectory People");
        update(&Order { store, sealer: &sealer, directory, mode, beyond, command, asked_by: None }, last)
    }

    /// Reads the file with this text, and tells what became of each entry.
    fn read(&self, text: &str) -> Vec<String> {
        told(&self.try_read(text, None).expect("read").0.expect("not remembered"))
    }

    fn names(&self, class: &str) -> Vec<String> {
        self.store.list(class).expect("readable").objects.into_iter().map(|object| object.name).collect()
    }

    fn property(&self, class: &str, name: &str, property: &str) -> Json {
        let object = self.store.find(class, "", name).expect("readable");
        object.unwrap_or_else(|| panic!("no {class} {name}")).properties[property].clone()
    }
}

fn opened(folder: &TempDir) -> Arc<dyn Store> {
    let url = format!("sqlite:{}/organization.db", folder.path().display());
    open(&url, &OpenOptions::default()).expect("a store")
}

fn told(outcome: &Outcome) -> Vec<String> {
    let line = |step: &super::Step| format!("{} {} {}", step.act, step.name, step.detail).trim().to_owned();
    outcome.steps.iter().map(line).collect()
}

#[test]
fn entries_become_recipients_and_follow_their_file() {
    let scene = Scene::new();
    scene.directory(json!({}));
    let first = "Name,PrimarySmtpAddress,EmailAddresses,DisplayName\n\
                 Ann,ann@a.b,\"sales@a.b; smtp:x@a.b; X500:/o=a/cn=ann; SIP:ann@a.b\",Ann Smith\nBob,bob@a.b,,\n";
    assert_eq!(scene.read(first), ["Add Ann", "Add Bob"]);
    assert_eq!(scene.names("Mailbox"), ["Ann", "Bob"]);
    let ann = scene.property("Mailbox", "Ann", "EmailAddresses");
    assert_eq!(ann, json!(["SMTP:ann@a.b", "smtp:sales@a.b", "smtp:x@a.b", "X500:/o=a/cn=ann"]));
    assert_eq!(scene.property("Mailbox", "Bob", "DisplayName"), "Bob");
    assert_eq!(scene.property("Mailbox", "Bob", "RecipientDirectory"), "People");
    let revision = scene.store.revision().expect("a store");
    assert_eq!(scene.read(first), [""; 0], "the same again");
    assert_eq!(scene.store.revision().expect("a store"), revision, "nothing was written");
    let second = "Name,PrimarySmtpAddress,DisplayName\nAnn,ann@a.b,Ann Brown\n";
    assert_eq!(scene.read(second), ["Remove Bob its entry is gone.", "Change Ann EmailAddresses, DisplayName"]);
    assert_eq!(scene.names("Mailbox"), ["Ann"]);
    let entry = &scene.store.history(&Default::default()).expect("history")[0];
    assert_eq!(entry.who, "directory People");
}

#[test]
fn a_reading_that_finds_nothing_new_looks_no_further() {
    let scene = Scene::new();
    scene.directory(json!({}));
    let text = "PrimarySmtpAddress\nann@a.b\n";
    let (_, remembered) = scene.try_read(text, None).expect("read");
    assert_eq!(scene.try_read(text, Some(remembered)).expect("read"), (None, remembered));
    scene.keep(&MailboxDatabase::create("Others", "", json!({"MaildirPath": "/o"})).expect("sound"));
    assert!(scene.try_read(text, Some(remembered)).expect("read").0.is_some(), "the store is another");
}

#[test]
fn unfit_entries_are_refused_with_their_place_and_the_rest_go_on() {
    let scene = Scene::new();
    scene.directory(json!({"RecipientType": "MailUser"}));
    let text = "Key,Name,PrimarySmtpAddress,ExternalEmailAddress,RecipientType\n\
                1,Ann,ann@a.b,ann@far.example,\n\
                2,Two,ann@a.b,two@far.example,\n\
                3,Three,no address,three@far.example,\n\
                4,Four,four@a.b,,\n\
                5,Five,,five@far.example,\n\
                6,Six,six@a.b,,Printer\n\
                1,Seven,seven@a.b,seven@far.example,\n\
                8,Pat,pat@far.example,,MailContact\n";
    let outcome = scene.try_read(text, None).expect("read").0.expect("told");
    let refused: Vec<String> = outcome.refused().collect();
    assert_eq!(
        refused,
        [
            "line 4: 'no address' is not an address.",
            "line 5: it has no ExternalEmailAddress, where mail for a mail user goes.",
            "line 6: it has no address.",
            "line 7: its RecipientType 'Printer' is none of Mailbox, MailUser, MailContact, DistributionGroup.",
            "line 8: an entry before it has the same key.",
            "line 3: ann@a.b is an address of mail user 'Ann' already.",
        ]
    );
    assert_eq!((scene.names("MailUser"), scene.names("MailContact")), (vec!["Ann".into()], vec!["Pat".into()]));
    let row = text.replace("1,Ann,ann@a.b", "1,Ann,no address");
    let lines = scene.read(&row);
    assert!(lines.iter().all(|line| !line.starts_with("Remove")), "an unfit entry leaves its recipient: {lines:?}");
}

#[test]
fn what_somebody_else_has_is_not_taken_away() {
    let scene = Scene::new();
    scene.directory(json!({}));
    let own = crate::model::Mailbox::create("Own", "", json!({"PrimarySmtpAddress": "own@a.b"})).expect("sound");
    scene.keep(&own);
    let text = "Key,Name,PrimarySmtpAddress\n1,Ann,own@a.b\n2,Own,other@a.b\n";
    assert_eq!(scene.read(text), ["Refuse Ann own@a.b is an address of mailbox 'Own' already.", "Add Own (other)"]);
    assert_eq!(scene.read(text), ["Refuse Ann own@a.b is an address of mailbox 'Own' already."]);
}

#[test]
fn an_address_moves_from_one_entry_to_another() {
    let scene = Scene::new();
    scene.directory(json!({}));
    scene.read("Key,Name,PrimarySmtpAddress\n1,Ann,one@a.b\n2,Bob,two@a.b\n");
    let swapped = scene.read("Key,Name,PrimarySmtpAddress\n1,Ann,two@a.b\n2,Bob,one@a.b\n");
    assert_eq!(swapped.len(), 2, "{swapped:?}");
    assert_eq!(scene.property("Mailbox", "Ann", "PrimarySmtpAddress"), "two@a.b");
    assert_eq!(scene.property("Mailbox", "Bob", "EmailAddresses"), json!(["SMTP:one@a.b"]));
    scene.read("Key,Name,PrimarySmtpAddress\n3,Bob,one@a.b\n");
    assert_eq!(scene.names("Mailbox"), ["Bob"], "from one that is gone");
}

#[test]
fn too_many_removals_are_none() {
    let scene = Scene::new();
    scene.directory(json!({"MaximumRemovals": 2}));
    let head = "PrimarySmtpAddress\n";
    scene.read(&format!("{head}a@a.b\nb@a.b\nc@a.b\nd@a.b\n"));
    let held = scene.try_read(&format!("{head}d@a.b\ne@a.b\n"), None).expect("read").0.expect("told");
    assert_eq!((held.count(Act::Hold), held.count(Act::Remove), held.count(Act::Add)), (3, 0, 1));
    assert_eq!(scene.names("Mailbox").len(), 5);
    assert_eq!(scene.read(&format!("{head}b@a.b\nc@a.b\nd@a.b\n")).len(), 2, "two may go");
    let (empty, _) = scene.try_read(head, None).expect("read");
    assert_eq!(empty.expect("told").count(Act::Hold), 3, "never all of them");
    let forced = scene.order(&scene.stored_directory(), Mode::Store, true, None).expect("read");
    assert_eq!(forced.0.expect("told").count(Act::Remove), 3);
    assert!(scene.names("Mailbox").is_empty());
}

#[test]
fn what_people_set_stays() {
    let scene = Scene::new();
    scene.directory(json!({"AttributeMap": ["Alias=", "CustomAttribute1=Department"]}));
    let text = |department: &str| format!("PrimarySmtpAddress,Department\nann@a.b,{department}\n");
    scene.read(&text("Paris"));
    let mut ann = scene.store.find("Mailbox", "", "ann@a.b").expect("readable").expect("there");
    ann.properties["Alias"] = "chief".into();
    ann.properties["RequireSenderAuthenticationEnabled"] = true.into();
    scene.store.commit(Transaction::new("ann", "Set").change(Change::update(ann))).expect("stored");
    assert_eq!(scene.read(&text("Rome")), ["Change ann@a.b CustomAttribute1"]);
    assert_eq!(scene.property("Mailbox", "ann@a.b", "Alias"), "chief");
    assert_eq!(scene.property("Mailbox", "ann@a.b", "CustomAttribute1"), "Rome");
    assert_eq!(scene.property("Mailbox", "ann@a.b", "RequireSenderAuthenticationEnabled"), true);
}

#[test]
fn groups_have_one_another_and_thousands_of_members() {
    let scene = Scene::new();
    scene.directory(json!({}));
    let mut text = "RecipientType,Name,PrimarySmtpAddress,Members\n".to_owned();
    text.push_str("DistributionGroup,All,all@a.b,Few;");
    (0..2100).for_each(|n| text.push_str(&format!("u{n}@a.b;")));
    text.push_str("\nDistributionGroup,Few,few@a.b,all@a.b;u1@a.b;nobody@a.b\n");
    (0..2100).for_each(|n| text.push_str(&format!(",,u{n}@a.b,\n")));
    let outcome = scene.try_read(&text, None).expect("read").0.expect("told");
    assert_eq!((outcome.count(Act::Add), outcome.notes.len()), (2102, 1), "{:?}", outcome.notes);
    assert_eq!(outcome.notes[0], "line 3: 1 members of 'Few' are no recipients here.");
    assert_eq!(scene.names("MemberPage").len(), 1);
    assert_eq!(scene.read(&text), [""; 0], "the same again");
    let fewer = text.replace("Few;u0@a.b;", "Few;");
    assert_eq!(scene.read(&fewer), ["Change All Members"]);
    let fewest = "RecipientType,Name,PrimarySmtpAddress,Members\nDistributionGroup,All,all@a.b,\n";
    std::fs::write(scene.file(), fewest).expect("written");
    scene.order(&scene.stored_directory(), Mode::Store, true, None).expect("read");
    assert_eq!((scene.names("MemberPage").len(), scene.names("Mailbox").len()), (0, 0));
}

#[test]
fn several_servers_may_read_at_the_same_time() {
    let scene = Scene::new();
    let directory = scene.directory(json!({}));
    let text: String = (0..500).map(|n| format!("u{n}@a.b\n")).collect();
    std::fs::write(scene.file(), format!("PrimarySmtpAddress\n{text}")).expect("written");
    std::thread::scope(|threads| {
        for _ in 0..4 {
            threads.spawn(|| {
                let (store, sealer) = (opened(&scene.folder), Sealer::of_directory(scene.folder.path()));
                let (mode, command) = (Mode::Store, "");
                let order = Order {
                    store: &*store,
                    sealer: &sealer,
                    directory: &directory,
                    mode,
                    beyond: false,
                    command,
                    asked_by: None,
                };
                update(&order, None).expect("somebody is first, and the others find it done");
            });
        }
    });
    assert_eq!(scene.names("Mailbox").len(), 500);
    assert_eq!(scene.store.revision().expect("a store"), 3, "one of them has written, once");
}

#[test]
fn a_file_that_is_gone_or_a_directory_that_changed_changes_nothing() {
    let scene = Scene::new();
    let directory = scene.directory(json!({}));
    scene.read("PrimarySmtpAddress\nann@a.b\n");
    std::fs::remove_file(scene.file()).expect("removed");
    let fault = scene.order(&directory, Mode::Store, true, None).expect_err("no file");
    assert!(fault.says.contains("people.csv cannot be read"), "{}", fault.says);
    let fault = scene.try_read("", None).expect_err("nothing in it");
    assert!(fault.says.contains("is empty"), "{}", fault.says);
    assert_eq!(scene.names("Mailbox"), ["ann@a.b"]);
    let older = RecipientDirectory { revision: 1, ..directory };
    std::fs::write(scene.file(), "PrimarySmtpAddress\nbob@a.b\n").expect("written");
    assert_eq!(scene.order(&older, Mode::Store, true, None).expect_err("stale").id, "RecipientDirectoryChanged");
}

#[test]
fn a_directory_goes_with_its_recipients_or_leaves_them() {
    for keeps in [false, true] {
        let scene = Scene::new();
        let directory = scene.directory(json!({}));
        scene.read("PrimarySmtpAddress\nann@a.b\nbob@a.b\n");
        assert_eq!(dismiss(&*scene.store, "ann", "Remove", directory.id, keeps).expect("removed"), 2);
        assert!(scene.names("RecipientDirectory").is_empty());
        assert_eq!(scene.names("Mailbox").len(), if keeps { 2 } else { 0 });
        if keeps {
            assert_eq!(scene.property("Mailbox", "ann@a.b", "RecipientDirectory"), "");
        }
    }
}

#[test]
fn rows_of_a_query_are_entries() {
    let scene = Scene::new();
    let path = scene.folder.path().join("users.db");
    let database = rusqlite::Connection::open(&path).expect("a database");
    database
        .execute_batch(
            "CREATE TABLE users (id INTEGER, mail TEXT); INSERT INTO users VALUES (7, 'ann@a.b'), (8, NULL);",
        )
        .expect("filled");
    let given = json!({"Kind": "Sql", "Location": path, "Query": "SELECT id, mail FROM users ORDER BY id",
        "AttributeMap": ["Key=id", "PrimarySmtpAddress=mail"]});
    let directory = scene.directory(given);
    let read =
        || told(&scene.order(&scene.stored_directory(), Mode::Store, false, None).expect("read").0.expect("told"));
    assert_eq!(read(), ["Refuse  it has no address.", "Add ann@a.b"]);
    database.execute_batch("UPDATE users SET mail = 'new@a.b' WHERE id = 7").expect("changed");
    assert_eq!(read()[1], "Change new@a.b Name, PrimarySmtpAddress, EmailAddresses, DisplayName");
    let wrong = RecipientDirectory { query: Some("SELECT shoesize FROM users".into()), ..scene.stored_directory() };
    let fault = scene.order(&wrong, Mode::Store, false, None).expect_err("no such column");
    assert!(fault.says.contains("no such column"), "{}", fault.says);
    let writing = RecipientDirectory { query: Some("DELETE FROM users RETURNING mail".into()), ..directory };
    assert!(scene.order(&writing, Mode::Store, false, None).is_err(), "it is only read");
}
