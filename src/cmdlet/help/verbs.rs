//! PowerShell's approved verbs, in its groups and order.

use crate::model::choice::choice;
use crate::model::view::view;

choice! {
    /// What a verb is about.
    VerbGroup as "String" { Common, Communications, Data, Diagnostic, Lifecycle, Other, Security }
}

view! {
    /// A verb that commands are named with.
    VerbInfo as "System.Management.Automation.VerbInfo", shown ["Verb", "AliasPrefix", "Group", "Description"] {
        /// The word.
        "Verb" verb: String as "String";
        /// What aliases of commands with this verb begin with.
        "AliasPrefix" alias_prefix: String as "String";
        /// What it is about.
        "Group" group: String as "String";
        /// What a command with this verb does.
        "Description" description: String as "String";
    }
}

/// A verb, what its aliases begin with, and what it does.
type Verb = (&'static str, &'static str, &'static str);

/// The groups with their verbs.
pub const VERBS: &[(VerbGroup, &[Verb])] = &[
    (VerbGroup::Common, COMMON),
    (VerbGroup::Communications, COMMUNICATIONS),
    (VerbGroup::Data, DATA),
    (VerbGroup::Diagnostic, DIAGNOSTIC),
    (VerbGroup::Lifecycle, LIFECYCLE),
    (VerbGroup::Other, &[("Use", "u", "Works with something for a purpose")]),
    (VerbGroup::Security, SECURITY),
];

const COMMON: &[Verb] = &[
    ("Add", "a", "Puts one thing to others, or onto another"),
    ("Clear", "cl", "Empties a container and keeps it"),
    ("Close", "cs", "Makes something unreachable that was open"),
    ("Copy", "cp", "Makes another one at another place or of another name"),
    ("Enter", "et", "Goes into a context"),
    ("Exit", "ex", "Goes back to the context before"),
    ("Find", "fd", "Looks for what is not known yet"),
    ("Format", "f", "Lays objects out for the eye"),
    ("Get", "g", "Fetches what there is"),
    ("Hide", "h", "Makes something unseen"),
    ("Join", "j", "Makes one thing of several"),
    ("Lock", "lk", "Keeps others away from something"),
    ("Move", "m", "Puts something elsewhere"),
    ("New", "n", "Makes something"),
    ("Open", "op", "Makes something reachable"),
    ("Optimize", "om", "Makes something work better"),
    ("Pop", "pop", "Takes the topmost thing off a stack"),
    ("Push", "pu", "Puts something on top of a stack"),
    ("Redo", "re", "Does again what was undone"),
    ("Remove", "r", "Takes something out of its container for good"),
    ("Rename", "rn", "Gives something another name"),
    ("Reset", "rs", "Brings something back to how it was at first"),
    ("Resize", "rz", "Makes something larger or smaller"),
    ("Search", "sr", "Looks through a container"),
    ("Select", "sc", "Picks some out of several"),
    ("Set", "s", "Changes what there is, or makes it so"),
    ("Show", "sh", "Lets a person see something"),
    ("Skip", "sk", "Passes over something"),
    ("Split", "sl", "Makes several things of one"),
    ("Step", "st", "Goes on to the next point"),
    ("Switch", "sw", "Changes from one of several to another"),
    ("Undo", "un", "Takes back what was done"),
    ("Unlock", "uk", "Lets others have something again"),
    ("Watch", "wc", "Looks at something until it changes"),
];

const COMMUNICATIONS: &[Verb] = &[
    ("Connect", "cc", "Makes a link between two ends"),
    ("Disconnect", "dc", "Ends a link between two ends"),
    ("Read", "rd", "Takes in what a source says"),
    ("Receive", "rc", "Accepts what was sent"),
    ("Send", "sd", "Hands something over to a destination"),
    ("Write", "wr", "Puts something to a target"),
];

const DATA: &[Verb] = &[
    ("Backup", "ba", "Keeps another one in case the first is lost"),
    ("Checkpoint", "ch", "Keeps the present state to go back to"),
    ("Compare", "cr", "Tells how one thing differs from another"),
    ("Compress", "cm", "Makes data smaller"),
    ("Convert", "cv", "Makes another form of data, in both directions"),
    ("ConvertFrom", "cf", "Makes objects of the form that the noun says"),
    ("ConvertTo", "ct", "Makes the form that the noun says of objects"),
    ("Dismount", "dm", "Takes something off its place"),
    ("Edit", "ed", "Changes what is in something"),
    ("Expand", "en", "Makes compressed data what it was"),
    ("Export", "ep", "Writes something so that others can read it"),
    ("Group", "gp", "Puts together what belongs together"),
    ("Import", "ip", "Reads what others have written"),
    ("Initialize", "in", "Makes something ready for its first use"),
    ("Limit", "l", "Sets a bound"),
    ("Merge", "mg", "Makes one of several of a kind"),
    ("Mount", "mt", "Puts something on its place"),
    ("Out", "o", "Sends something out of the shell"),
    ("Publish", "pb", "Makes something known to others"),
    ("Restore", "rr", "Brings back what was kept"),
    ("Save", "sv", "Keeps something from being lost"),
    ("Sync", "sy", "Makes two or more the same again"),
    ("Unpublish", "ub", "Takes back what others knew"),
    ("Update", "ud", "Brings something up to date"),
];

const DIAGNOSTIC: &[Verb] = &[
    ("Debug", "db", "Looks into how something works, to mend it"),
    ("Measure", "ms", "Counts or times something"),
    ("Ping", "pi", "Asks whether something is there"),
    ("Repair", "rp", "Mends something"),
    ("Resolve", "rv", "Tells the long form of a short one"),
    ("Test", "t", "Tells whether something is as it should be"),
    ("Trace", "tr", "Follows what something does"),
];

const LIFECYCLE: &[Verb] = &[
    ("Approve", "ap", "Agrees to something"),
    ("Assert", "as", "Insists that something is so"),
    ("Build", "bd", "Makes something out of its sources"),
    ("Complete", "cmp", "Brings something to its end"),
    ("Confirm", "cn", "Says that something is so"),
    ("Deny", "dn", "Refuses something"),
    ("Deploy", "dp", "Brings something to where it works"),
    ("Disable", "d", "Makes something not work for now"),
    ("Enable", "e", "Makes something work"),
    ("Install", "is", "Puts something in its place and makes it ready"),
    ("Invoke", "i", "Has something done"),
    ("Register", "rg", "Writes something into a list"),
    ("Request", "rq", "Asks for something"),
    ("Restart", "rt", "Stops something and starts it again"),
    ("Resume", "ru", "Lets go on what was suspended"),
    ("Start", "sa", "Begins something"),
    ("Stop", "sp", "Ends something"),
    ("Submit", "sb", "Puts something forward for approval"),
    ("Suspend", "ss", "Holds something for a while"),
    ("Uninstall", "us", "Takes something out of its place"),
    ("Unregister", "ur", "Strikes something off a list"),
    ("Wait", "w", "Does nothing until something has happened"),
];

const SECURITY: &[Verb] = &[
    ("Block", "bl", "Closes the way to something"),
    ("Grant", "gr", "Gives a right"),
    ("Protect", "pt", "Guards something against attack or loss"),
    ("Revoke", "rk", "Takes a right back"),
    ("Unblock", "ul", "Opens the way to something again"),
    ("Unprotect", "up", "Takes the guard away"),
];
