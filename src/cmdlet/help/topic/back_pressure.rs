//! `about_BackPressure`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_BackPressure",
    synopsis: "What a server does when disk, memory or time run short",
    parts: &[
        Text(
            "A server that runs short takes less mail before it has to fail. It measures its resources every few seconds; each has a level: Low is normal, Medium and High press. What it has taken is never thrown away for lack of room: mail is refused before it is taken, with 452 4.3.1 Insufficient system resources, and the sender's server tries again.",
        ),
        Example("What is measured, and what is done about it", "Get-BackPressure"),
        Heading("RESOURCES"),
        Terms(&[
            ("DatabaseUsedSpace", "Percent of the drive of the queue."),
            ("UsedDiskSpace", "Percent of the drive of the logs."),
            ("PrivateBytes", "Percent of the machine's memory that the server itself has."),
            ("SystemMemory", "Percent of the machine's memory that is in use."),
            ("SubmissionQueue", "Messages that wait for the categorizer."),
            ("UsedVersionBuckets", "Changes of the queue that wait to be written."),
        ]),
        Heading("LEVELS"),
        Text(
            "A level rises where the value reaches LowToMedium or MediumToHigh, and falls only where it is below MediumToLow or HighToMedium, which are lower: a value that swings around a limit does not switch anything on and off. At Medium mail from outside is refused or made to wait; at High mail of our own servers is refused, too. The actions in force are in Get-BackPressure, and each change of a level is in the log.",
        ),
        Example("Only what presses, in full", "Get-BackPressure | Where-Object Level -ne Low | Format-List"),
        Heading("SETTINGS"),
        Terms(&[
            ("ResourceThresholds", "Other limits, each Resource.Step=value, in Set-TransportServer."),
            (
                "EnableResourceMonitoring",
                "$false turns all of it off, at once. The spool then only keeps its last reserve of disk.",
            ),
        ]),
        Example(
            "Refuse mail from outside earlier when memory runs short",
            "Get-TransportServer | Set-TransportServer -ResourceThresholds @{Add='PrivateBytes.LowToMedium=50'} -WhatIf",
        ),
    ],
    see: &["Get-BackPressure", "Get-Health", "Set-TransportServer", "about_Queues"],
};
