
use builtin;
use str;

set edit:completion:arg-completer[emsh] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'emsh'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'emsh'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand -c 'Run this text, print what it puts out, exit'
            cand --command 'Run this text, print what it puts out, exit'
            cand --name 'Name of this server [default: the host''s name, upper case]'
            cand --role 'What this server is'
            cand --smtp 'Address of the default receive connector [default: 0.0.0.0:25, or 2525 where 25 may not be bound]'
            cand --submission 'Address of the client receive connector [default: 0.0.0.0:587, or 2587]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
            cand --standalone 'With -c or a script file: run a node inside this process meanwhile'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand serve 'Run a transport node in the foreground; logs on stderr; SIGTERM drains and stops'
            cand check 'Parse and bind every command of scripts without running any; exit 2 where it fails'
            cand sendmail 'Take a message from standard input, as sendmail does: for cron, scripts, and as /usr/sbin/sendmail'
            cand spool 'Look at a stopped node''s spool'
            cand docs 'Write man/, completions/ and the cmdlet reference from the declarations'
            cand Add-ADPermission 'Give somebody a right on a receive connector, or deny it'
            cand Add-Content 'Add lines to a text file'
            cand Add-DistributionGroupMember 'Add a recipient to a group'
            cand Add-IPAllowListEntry 'Add an IP allow list entry'
            cand Add-IPBlockListEntry 'Add an IP block list entry'
            cand Add-Member 'Add properties and methods to an object'
            cand AssembleMessage 'Write an exported message to an .eml file'
            cand Clear-Content 'Empty files'
            cand Clear-History 'Forget the lines of this session'
            cand Clear-Host 'Empty the screen'
            cand Clear-Variable 'Empty variables'
            cand Compare-Configuration 'Show what differs between two configurations'
            cand Compare-Object 'Compare two lists of objects'
            cand Complete-Transaction 'Store all changes of the open transaction at once'
            cand Convert-Path 'Give the whole path of things that are there, as text'
            cand ConvertFrom-Csv 'Read lines of CSV as objects'
            cand ConvertFrom-Json 'Read JSON as objects'
            cand ConvertFrom-SecureString 'Make text of a secure string'
            cand ConvertFrom-StringData 'Read lines of names and values'
            cand ConvertTo-Csv 'Write objects as lines of CSV'
            cand ConvertTo-EmshCommand 'Write configuration objects as the commands that make them'
            cand ConvertTo-Html 'Write objects as an HTML page'
            cand ConvertTo-Json 'Write objects as JSON'
            cand ConvertTo-SecureString 'Make a secure string of text'
            cand Copy-Item 'Copy files and folders'
            cand Disable-JournalRule 'Stop a journal rule and keep it'
            cand Disable-TransportAgent 'Stop a transport agent and keep it'
            cand Disable-TransportRule 'Stop a transport rule and keep it'
            cand Enable-JournalRule 'Put a journal rule to work'
            cand Enable-TransportAgent 'Put a transport agent to work'
            cand Enable-TransportRule 'Put a transport rule to work'
            cand Export-Clixml 'Write objects to an XML file that keeps their types'
            cand Export-Configuration 'Write the configuration to a file'
            cand Export-Csv 'Write objects to a CSV file'
            cand Export-Message 'Copy a suspended message out of its queue'
            cand ForEach-Object 'Do something for each object'
            cand Format-List 'Show objects as lists of their properties'
            cand Format-Table 'Show objects as a table'
            cand Format-Wide 'Show one property of objects, several side by side'
            cand Get-AcceptedDomain 'Show accepted domains'
            cand Get-ADPermission 'Show who may do what on a receive connector'
            cand Get-Alias 'Show other names of commands'
            cand Get-BackPressure 'Show what a server is short of, and what it does about it'
            cand Get-ChildItem 'List files and folders'
            cand Get-Command 'Show which commands there are'
            cand Get-ConfigurationHistory 'Show who changed the configuration, when and how'
            cand Get-Content 'Read a text file'
            cand Get-Credential 'Ask for a user name and a password'
            cand Get-Date 'Give the date and time'
            cand Get-DistributionGroup 'Show distribution groups'
            cand Get-DistributionGroupMember 'Show the members of a group'
            cand Get-DkimSigningConfig 'Show dkim signing configs'
            cand Get-DynamicDistributionGroup 'Show dynamic distribution groups'
            cand Get-EmailAddressPolicy 'Show email address policys'
            cand Get-EventLog 'Show what the operators of a server should know of'
            cand Get-EventLogLevel 'Show how much the event log keeps of each category'
            cand Get-ExchangeCertificate 'Show the certificates that a node has the keys of'
            cand Get-ExchangeDiagnosticInfo 'Show the state of a part of a server as XML'
            cand Get-Health 'Show what is wrong with a server, and what to type next'
            cand Get-Help 'Show what a command does and how it is written'
            cand Get-History 'List the lines of this session'
            cand Get-IPAllowListEntry 'Show IP allow list entrys'
            cand Get-IPBlockListEntry 'Show IP block list entrys'
            cand Get-Item 'Give a file or folder as an object'
            cand Get-JournalRule 'Show journal rules'
            cand Get-Location 'Tell where relative paths begin'
            cand Get-Mailbox 'Show mailboxes'
            cand Get-MailboxDatabase 'Show mailbox databases'
            cand Get-MailContact 'Show mail contacts'
            cand Get-MailUser 'Show mail users'
            cand Get-Member 'Show what objects hold'
            cand Get-Message 'Show the messages in the queues of a node'
            cand Get-MessageTrackingLog 'Show what happened to messages'
            cand Get-PSReadLineOption 'Show how lines are edited at the prompt'
            cand Get-Queue 'Show the queues of a node'
            cand Get-QueueDigest 'Show queues added up by what they have in common'
            cand Get-Random 'Choose a number or items by chance'
            cand Get-ReceiveConnector 'Show receive connectors'
            cand Get-Recipient 'Show mailboxes, mail users, contacts and groups'
            cand Get-RemoteDomain 'Show remote domains'
            cand Get-SendConnector 'Show send connectors'
            cand Get-SenderFilterConfig 'Show the sender filter config'
            cand Get-SenderIdConfig 'Show the sender id config'
            cand Get-Service 'Show whether the transport engine runs'
            cand Get-SystemMessage 'Show system messages'
            cand Get-Transaction 'Show the open transaction and what it would store'
            cand Get-TransportAgent 'Show transport agents'
            cand Get-TransportConfig 'Show the transport config'
            cand Get-TransportPipeline 'Show which transport agents act when'
            cand Get-TransportRule 'Show transport rules'
            cand Get-TransportServer 'Show transport servers'
            cand Get-TransportService 'Show transport services'
            cand Get-Unique 'Leave out objects that equal the one before them'
            cand Get-Variable 'Show variables'
            cand Group-Object 'Put objects that have the same value together'
            cand Import-Clixml 'Read objects from an XML file that keeps their types'
            cand Import-Configuration 'Make the configuration what a file says'
            cand Import-Csv 'Read a CSV file as objects'
            cand Install-TransportAgent 'Install a transport agent'
            cand Invoke-Command 'Run a script block'
            cand Invoke-Expression 'Run a text as script'
            cand Invoke-History 'Run a line of this session again'
            cand Join-Path 'Make one path of several parts'
            cand Join-String 'Make one text of many objects'
            cand Measure-Command 'Measure how long a block takes'
            cand Measure-Object 'Count objects, and compute of their properties'
            cand Move-Item 'Move files and folders'
            cand New-AcceptedDomain 'Make an accepted domain'
            cand New-Alias 'Give a command another name that is new'
            cand New-DistributionGroup 'Make a distribution group'
            cand New-DkimSigningConfig 'Make a dkim signing config'
            cand New-DynamicDistributionGroup 'Make a dynamic distribution group'
            cand New-EmailAddressPolicy 'Make an email address policy'
            cand New-Item 'Make a file or folder'
            cand New-JournalRule 'Make a journal rule'
            cand New-Mailbox 'Make a mailbox'
            cand New-MailboxDatabase 'Make a mailbox database'
            cand New-MailContact 'Make a mail contact'
            cand New-MailUser 'Make a mail user'
            cand New-Object 'Make an object of a type'
            cand New-ReceiveConnector 'Make a receive connector'
            cand New-RemoteDomain 'Make a remote domain'
            cand New-SendConnector 'Make a send connector'
            cand New-SystemMessage 'Make a system message'
            cand New-TimeSpan 'Make a length of time'
            cand New-TransportRule 'Make a transport rule'
            cand New-Variable 'Make a variable'
            cand Out-Default 'Show objects as the end of a pipeline does'
            cand Out-File 'Write to a file what would be shown'
            cand Out-Host 'Show objects to the person'
            cand Out-Null 'Throw objects away'
            cand Out-String 'Give as text what would be shown'
            cand Pop-Location 'Go back to where Push-Location was called'
            cand Push-Location 'Change where relative paths begin, and remember where that was'
            cand Read-Host 'Ask the person for a line'
            cand Remove-AcceptedDomain 'Remove an accepted domain'
            cand Remove-ADPermission 'Take a right on a receive connector away, or the denial of one'
            cand Remove-Alias 'Forget other names of commands'
            cand Remove-DistributionGroup 'Remove a distribution group'
            cand Remove-DistributionGroupMember 'Take a recipient out of a group'
            cand Remove-DkimSigningConfig 'Remove a dkim signing config'
            cand Remove-DynamicDistributionGroup 'Remove a dynamic distribution group'
            cand Remove-EmailAddressPolicy 'Remove an email address policy'
            cand Remove-IPAllowListEntry 'Remove an IP allow list entry'
            cand Remove-IPBlockListEntry 'Remove an IP block list entry'
            cand Remove-Item 'Remove files or folders'
            cand Remove-JournalRule 'Remove a journal rule'
            cand Remove-Mailbox 'Remove a mailbox'
            cand Remove-MailboxDatabase 'Remove a mailbox database'
            cand Remove-MailContact 'Remove a mail contact'
            cand Remove-MailUser 'Remove a mail user'
            cand Remove-Message 'Delete matching messages from their queues'
            cand Remove-ReceiveConnector 'Remove a receive connector'
            cand Remove-RemoteDomain 'Remove a remote domain'
            cand Remove-SendConnector 'Remove a send connector'
            cand Remove-SystemMessage 'Remove a system message'
            cand Remove-TransportRule 'Remove a transport rule'
            cand Remove-Variable 'Forget variables'
            cand Rename-Item 'Give a file or folder another name'
            cand Resolve-DnsName 'Look up a name in DNS'
            cand Resolve-Path 'Give the whole path of things that are there'
            cand Restart-Service 'Restart the transport engine inside the node'
            cand Restore-Configuration 'Bring back the configuration of an earlier revision'
            cand Resume-Message 'Send matching suspended messages after all'
            cand Resume-Queue 'Send again from matching queues'
            cand Retry-Queue 'Try the next hop of matching queues now'
            cand Rotate-DkimSigningConfig 'Make the next key of a domain that signs its mail'
            cand Select-Object 'Choose objects by their place, or properties of objects'
            cand Select-String 'Find lines in text and files'
            cand Send-SmtpMessage 'Send a message by SMTP, as a client would'
            cand Set-AcceptedDomain 'Change an accepted domain'
            cand Set-Alias 'Give a command another name'
            cand Set-Content 'Write a text file, in place of what it held'
            cand Set-DistributionGroup 'Change a distribution group'
            cand Set-DkimSigningConfig 'Change a dkim signing config'
            cand Set-DynamicDistributionGroup 'Change a dynamic distribution group'
            cand Set-EmailAddressPolicy 'Change an email address policy'
            cand Set-EventLogLevel 'Change how much the event log keeps of a category'
            cand Set-Item 'Give a variable, alias, function or variable of the environment a value'
            cand Set-JournalRule 'Change a journal rule'
            cand Set-Location 'Change where relative paths begin'
            cand Set-Mailbox 'Change a mailbox'
            cand Set-MailboxDatabase 'Change a mailbox database'
            cand Set-MailContact 'Change a mail contact'
            cand Set-MailUser 'Change a mail user'
            cand Set-PSReadLineOption 'Change how lines are edited at the prompt'
            cand Set-ReceiveConnector 'Change a receive connector'
            cand Set-RemoteDomain 'Change a remote domain'
            cand Set-SendConnector 'Change a send connector'
            cand Set-SenderFilterConfig 'Change the sender filter config'
            cand Set-SenderIdConfig 'Change the sender id config'
            cand Set-StrictMode 'Make the language refuse what is not there'
            cand Set-SystemMessage 'Change a system message'
            cand Set-TransportAgent 'Change a transport agent'
            cand Set-TransportConfig 'Change the transport config'
            cand Set-TransportRule 'Change a transport rule'
            cand Set-TransportServer 'Change a transport server'
            cand Set-TransportService 'Change a transport service'
            cand Set-Variable 'Give a variable a value'
            cand Show-Queue 'Watch and manage the queues of a node on the whole screen'
            cand Sort-Object 'Put objects in order'
            cand Split-Path 'Give one part of a path'
            cand Start-Sleep 'Wait a while'
            cand Start-Transaction 'Collect changes of the configuration, to store them all at once'
            cand Start-Transcript 'Write down what is typed and shown'
            cand Stop-Transcript 'Stop writing down what is typed and shown'
            cand Suspend-Message 'Keep matching messages in their queues'
            cand Suspend-Queue 'Stop sending from matching queues'
            cand Tee-Object 'Keep objects in a file or variable and let them go on'
            cand Test-MailRoute 'Show where mail to a recipient would go, and why'
            cand Test-Path 'Tell whether a file, folder or variable is there'
            cand Test-SenderId 'Show whether a server may send for a domain (SPF)'
            cand Test-SmtpConnectivity 'Try whether the receive connectors of a server answer'
            cand Trace-Message 'Show the whole way of one message as a tree'
            cand Undo-Transaction 'Drop the changes that the open transaction has collected'
            cand Uninstall-TransportAgent 'Uninstall a transport agent'
            cand Update-DistributionGroupMember 'Say who all the members of a group are'
            cand Update-EmailAddressPolicy 'Give recipients the addresses that a policy makes'
            cand Watch-Transport 'Watch messages being received, categorized and sent'
            cand Where-Object 'Pass on the objects for which a condition holds'
            cand Write-Debug 'Say everything about what is done, to those who look for a fault'
            cand Write-Error 'Report a fault and go on'
            cand Write-Host 'Tell the person something'
            cand Write-Information 'Put a line on the information stream'
            cand Write-Output 'Put objects on the pipeline'
            cand Write-Progress 'Show how far long work is'
            cand Write-Verbose 'Say more about what is done, to those who want it'
            cand Write-Warning 'Warn the person'
        }
        &'emsh;serve'= {
            cand --name 'Name of this server [default: the host''s name, upper case]'
            cand --role 'What this server is'
            cand --smtp 'Address of the default receive connector [default: 0.0.0.0:25, or 2525 where 25 may not be bound]'
            cand --submission 'Address of the client receive connector [default: 0.0.0.0:587, or 2587]'
            cand --control 'Also answer the control API here, by TLS with the bearer token in DATA_DIR/control.token; browsers find a console below /console, where they sign in with that token'
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'emsh;check'= {
            cand -c 'Check this text instead of files'
            cand --command 'Check this text instead of files'
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'emsh;sendmail'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;spool'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
            cand -h 'Print help'
            cand --help 'Print help'
            cand check 'Read every record and say what is broken'
            cand dump 'Print every message as a JSON line: number, envelope, body'
        }
        &'emsh;spool;check'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'emsh;spool;dump'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'emsh;docs'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --check 'Write nothing; fail when a page differs from its declaration'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'emsh;Add-ADPermission'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Add-Content'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Add-DistributionGroupMember'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Add-IPAllowListEntry'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Add-IPBlockListEntry'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Add-Member'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;AssembleMessage'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Clear-Content'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Clear-History'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Clear-Host'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Clear-Variable'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Compare-Configuration'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Compare-Object'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Complete-Transaction'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Convert-Path'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;ConvertFrom-Csv'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;ConvertFrom-Json'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;ConvertFrom-SecureString'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;ConvertFrom-StringData'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;ConvertTo-Csv'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;ConvertTo-EmshCommand'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;ConvertTo-Html'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;ConvertTo-Json'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;ConvertTo-SecureString'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Copy-Item'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Disable-JournalRule'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Disable-TransportAgent'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Disable-TransportRule'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Enable-JournalRule'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Enable-TransportAgent'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Enable-TransportRule'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Export-Clixml'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Export-Configuration'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Export-Csv'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Export-Message'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;ForEach-Object'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Format-List'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Format-Table'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Format-Wide'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-AcceptedDomain'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-ADPermission'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Alias'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-BackPressure'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-ChildItem'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Command'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-ConfigurationHistory'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Content'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Credential'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Date'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-DistributionGroup'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-DistributionGroupMember'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-DkimSigningConfig'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-DynamicDistributionGroup'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-EmailAddressPolicy'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-EventLog'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-EventLogLevel'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-ExchangeCertificate'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-ExchangeDiagnosticInfo'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Health'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Help'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-History'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-IPAllowListEntry'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-IPBlockListEntry'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Item'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-JournalRule'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Location'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Mailbox'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-MailboxDatabase'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-MailContact'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-MailUser'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Member'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Message'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-MessageTrackingLog'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-PSReadLineOption'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Queue'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-QueueDigest'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Random'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-ReceiveConnector'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Recipient'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-RemoteDomain'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-SendConnector'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-SenderFilterConfig'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-SenderIdConfig'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Service'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-SystemMessage'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Transaction'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-TransportAgent'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-TransportConfig'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-TransportPipeline'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-TransportRule'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-TransportServer'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-TransportService'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Unique'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Get-Variable'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Group-Object'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Import-Clixml'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Import-Configuration'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Import-Csv'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Install-TransportAgent'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Invoke-Command'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Invoke-Expression'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Invoke-History'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Join-Path'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Join-String'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Measure-Command'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Measure-Object'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Move-Item'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-AcceptedDomain'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-Alias'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-DistributionGroup'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-DkimSigningConfig'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-DynamicDistributionGroup'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-EmailAddressPolicy'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-Item'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-JournalRule'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-Mailbox'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-MailboxDatabase'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-MailContact'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-MailUser'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-Object'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-ReceiveConnector'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-RemoteDomain'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-SendConnector'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-SystemMessage'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-TimeSpan'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-TransportRule'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;New-Variable'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Out-Default'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Out-File'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Out-Host'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Out-Null'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Out-String'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Pop-Location'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Push-Location'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Read-Host'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-AcceptedDomain'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-ADPermission'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-Alias'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-DistributionGroup'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-DistributionGroupMember'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-DkimSigningConfig'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-DynamicDistributionGroup'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-EmailAddressPolicy'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-IPAllowListEntry'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-IPBlockListEntry'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-Item'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-JournalRule'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-Mailbox'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-MailboxDatabase'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-MailContact'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-MailUser'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-Message'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-ReceiveConnector'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-RemoteDomain'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-SendConnector'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-SystemMessage'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-TransportRule'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Remove-Variable'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Rename-Item'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Resolve-DnsName'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Resolve-Path'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Restart-Service'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Restore-Configuration'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Resume-Message'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Resume-Queue'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Retry-Queue'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Rotate-DkimSigningConfig'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Select-Object'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Select-String'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Send-SmtpMessage'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-AcceptedDomain'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-Alias'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-Content'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-DistributionGroup'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-DkimSigningConfig'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-DynamicDistributionGroup'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-EmailAddressPolicy'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-EventLogLevel'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-Item'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-JournalRule'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-Location'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-Mailbox'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-MailboxDatabase'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-MailContact'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-MailUser'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-PSReadLineOption'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-ReceiveConnector'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-RemoteDomain'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-SendConnector'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-SenderFilterConfig'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-SenderIdConfig'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-StrictMode'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-SystemMessage'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-TransportAgent'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-TransportConfig'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-TransportRule'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-TransportServer'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-TransportService'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Set-Variable'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Show-Queue'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Sort-Object'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Split-Path'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Start-Sleep'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Start-Transaction'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Start-Transcript'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Stop-Transcript'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Suspend-Message'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Suspend-Queue'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Tee-Object'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Test-MailRoute'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Test-Path'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Test-SenderId'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Test-SmtpConnectivity'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Trace-Message'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Undo-Transaction'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Uninstall-TransportAgent'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Update-DistributionGroupMember'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Update-EmailAddressPolicy'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Watch-Transport'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Where-Object'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Write-Debug'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Write-Error'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Write-Host'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Write-Information'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Write-Output'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Write-Progress'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Write-Verbose'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
        &'emsh;Write-Warning'= {
            cand --data-dir 'Where configuration, queue and logs live'
            cand --store 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]'
            cand --output 'What finished objects look like [default: tables and lists by PowerShell''s rules]'
            cand --no-profile 'Do not run the profile script'
            cand --no-color 'No colours, whatever the terminal (also: NO_COLOR)'
            cand -q 'No talk: only results and errors'
            cand --quiet 'No talk: only results and errors'
        }
    ]
    $completions[$command]
}
