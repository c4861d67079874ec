//! What becomes of a stored configuration in a running node.

use serde_json::json;
use tempfile::TempDir;

use super::*;
use crate::model::{Secret, Thumbprint};
use crate::node::first_start::{FirstStart, prepare};
use crate::store::{Change, Draft, OpenOptions, Transaction, open};

struct Scene {
    folder: TempDir,
    store: Arc<dyn Store>,
}

impl Scene {
    fn new() -> Scene {
        let folder = TempDir::new().expect("temporary folder");
        let url = format!("sqlite:{}", folder.path().join("organization.db").display());
        let store = open(&url, &OpenOptions::default()).expect("a store");
        let free = "127.0.0.1:0".parse().ok();
        let wanted = FirstStart { smtp: free, submission: free, ..FirstStart::default() };
        prepare(&*store, "HUB01", &wanted, Thumbprint::new([1; 32])).expect("prepared");
        Scene { folder, store }
    }

    fn load(&self) -> (Configuration, Result<Settings, Fault>) {
        let mut configuration = Configuration::new("hub01", Sealer::of_directory(self.folder.path()));
        let settings = configuration.load(&self.store).map(|(_, settings)| settings);
        (configuration, settings)
    }

    fn store(&self, draft: Draft) {
        let transaction = Transaction::new("ann", "New").change(Change::Create(draft));
        self.store.commit(transaction).expect("stored");
    }
}

#[test]
fn settings_hold_what_concerns_this_server() {
    let scene = Scene::new();
    let wanted = FirstStart { smtp: "127.0.0.1:2599".parse().ok(), ..FirstStart::default() };
    prepare(&*scene.store, "HUB02", &wanted, Thumbprint::new([2; 32])).expect("another server");
    let settings = scene.load().1.expect("settings");
    assert_eq!(settings.server.name, "HUB01");
    assert_eq!(settings.servers.len(), 2);
    let mut names: Vec<&str> = settings.receive_connectors.iter().map(|one| one.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Client HUB01", "Default HUB01"]);
    let other = settings.servers.iter().find(|server| server.name == "HUB02").expect("registered");
    let entrance = "127.0.0.1:2599".parse().expect("a binding");
    assert_eq!(settings.entrances[&other.id], [entrance], "the default connector lets servers in, that for users not");
    assert_eq!(settings.revision, scene.store.revision().expect("a revision"));
}

#[test]
fn what_cannot_be_read_is_a_fault_and_the_rest_is_in_force() {
    let scene = Scene::new();
    let broken = json!({ "DomainName": 7 }).as_object().expect("an object").clone();
    scene.store(Draft::new("AcceptedDomain", "Broken", broken));
    let domain = AcceptedDomain::create("Good", "", json!({ "DomainName": "contoso.com" })).expect("sound");
    scene.store(Draft::new("AcceptedDomain", "Good", domain.to_properties()));
    let (mut configuration, settings) = scene.load();
    assert_eq!(settings.expect("settings").accepted_domains.len(), 1);
    let faults = configuration.faults();
    assert!(faults.len() == 1 && faults[0].contains("Broken"), "{faults:?}");

    let broken = scene.store.find("AcceptedDomain", "", "Broken").expect("a store").expect("there");
    let (class, scope) = (broken.class, broken.scope);
    configuration.take(&ObjectChange::Removed { class, id: broken.id, scope, name: broken.name });
    assert!(configuration.faults().is_empty());
}

#[test]
fn a_dynamic_group_whose_filter_cannot_be_read_is_still_known() {
    let scene = Scene::new();
    let given = json!({ "PrimarySmtpAddress": "all@contoso.com", "IncludedRecipients": "AllRecipients" });
    let group = DynamicDistributionGroup::create("All", "", given).expect("sound");
    let mut properties = group.to_properties();
    properties.insert("RecipientFilter".to_owned(), json!("Shoesize -gt 40"));
    scene.store(Draft::new("DynamicDistributionGroup", "All", properties));
    let (configuration, settings) = scene.load();
    let faults = configuration.faults();
    assert!(faults.len() == 1 && faults[0].contains("All"), "{faults:?}");
    let settings = settings.expect("settings");
    let known = settings.addressees(&"all@contoso.com".parse().expect("an address"));
    assert_eq!(known.len(), 1, "it keeps its address");
    assert_eq!(settings.directory.members(&known[0]).count(), 0, "and means nobody");
}

#[test]
fn a_credential_sealed_elsewhere_is_a_fault_of_its_connector() {
    let scene = Scene::new();
    let (ours, elsewhere) = (Sealer::of_directory(scene.folder.path()), TempDir::new().expect("temporary folder"));
    let theirs = Sealer::of_directory(elsewhere.path());
    for (name, sealer) in [("Ours", &ours), ("Theirs", &theirs)] {
        let given = json!({ "AddressSpaces": ["*"], "SmartHosts": ["mail.example"] });
        let connector = SendConnector::create(name, "", given).expect("sound");
        let mut draft = Draft::new("SendConnector", name, connector.to_properties());
        let password = Secret::new("secret".to_owned());
        let sealed = sealer.seal(draft.id, "AuthenticationCredential", &password).expect("sealed");
        let credential = json!({ "UserName": "relay", "Password": sealed });
        draft.properties.insert("AuthenticationCredential".to_owned(), credential);
        scene.store(draft);
    }
    let (configuration, settings) = scene.load();
    let settings = settings.expect("settings");
    let opened: Vec<&str> = settings.credentials.values().map(|one| one.password.expose()).collect();
    assert_eq!((settings.send_connectors.len(), opened), (2, vec!["secret"]));
    let faults = configuration.faults();
    assert!(faults.len() == 1 && faults[0].contains("send connector 'Theirs' cannot be opened"), "{faults:?}");
}

#[test]
fn a_server_that_is_not_registered_has_no_settings() {
    let scene = Scene::new();
    let mut stranger = Configuration::new("HUB09", Sealer::of_directory(scene.folder.path()));
    let fault = stranger.load(&scene.store).map(drop).expect_err("unknown");
    assert_eq!(fault.id, "ServerNotRegistered");
    assert_eq!(stranger.faults(), [fault.says]);
}
