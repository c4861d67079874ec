//! A node inside a process, as the shell has it.

use tempfile::TempDir;

use super::{FirstStart, Node, Options};
use crate::control::{Client, server::socket_path};
use crate::transport::queue::spool::StoppedSpool;

fn options(folder: &TempDir) -> Options {
    let free = "127.0.0.1:0".parse().ok();
    let first_start = FirstStart { name: Some("HUB01".into()), smtp: free, submission: free, ..FirstStart::default() };
    let data_dir = folder.path().join("data");
    let store = format!("sqlite:{}", data_dir.join("organization.db").display());
    Options { data_dir, store, first_start, control: None }
}

#[test]
fn a_node_comes_and_goes_and_comes_again_in_one_process() {
    let folder = TempDir::new().expect("temporary folder");
    let socket = socket_path(&options(&folder).data_dir);
    for _ in 0..2 {
        let node = Node::start(options(&folder)).expect("started");
        assert_eq!(node.server(), "HUB01");
        assert!(Client::answers(&socket));
        assert!(Node::start(options(&folder)).is_err_and(|fault| fault.id == "NodeAlreadyRuns"));
        assert!(Client::answers(&socket), "the second one left the first alone");
        node.stop();
        assert!(!Client::answers(&socket));
        StoppedSpool::open(&folder.path().join("data/spool")).expect("the lock is free");
    }
}

#[test]
fn a_path_too_long_for_a_socket_is_explained() {
    let folder = TempDir::new().expect("temporary folder");
    let data_dir = folder.path().join("x".repeat(100));
    let fault = Node::start(Options { data_dir, ..options(&folder) }).map(drop).expect_err("no room in sockaddr_un");
    assert_eq!(fault.id, "ControlSocketPathTooLong");
}
