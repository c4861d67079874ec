# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_emsh_global_optspecs
    string join \n data-dir= store= output= no-profile no-color q/quiet c/command= standalone name= role= smtp= submission= h/help V/version
end

function __fish_emsh_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_emsh_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_emsh_using_subcommand
    set -l cmd (__fish_emsh_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c emsh -n "__fish_emsh_needs_command" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_needs_command" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_needs_command" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_needs_command" -s c -l command -d 'Run this text, print what it puts out, exit' -r
complete -c emsh -n "__fish_emsh_needs_command" -l name -d 'Name of this server [default: the host\'s name, upper case]' -r
complete -c emsh -n "__fish_emsh_needs_command" -l role -d 'What this server is' -r -f -a "hub\t''
edge\t''"
complete -c emsh -n "__fish_emsh_needs_command" -l smtp -d 'Address of the default receive connector [default: 0.0.0.0:25, or 2525 where 25 may not be bound]' -r
complete -c emsh -n "__fish_emsh_needs_command" -l submission -d 'Address of the client receive connector [default: 0.0.0.0:587, or 2587]' -r
complete -c emsh -n "__fish_emsh_needs_command" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_needs_command" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_needs_command" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_needs_command" -l standalone -d 'With -c or a script file: run a node inside this process meanwhile'
complete -c emsh -n "__fish_emsh_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c emsh -n "__fish_emsh_needs_command" -s V -l version -d 'Print version'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "serve" -d 'Run a transport node in the foreground; logs on stderr; SIGTERM drains and stops'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "check" -d 'Parse and bind every command of scripts without running any; exit 2 where it fails'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "sendmail" -d 'Take a message from standard input, as sendmail does: for cron, scripts, and as /usr/sbin/sendmail'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "spool" -d 'Look at a stopped node\'s spool'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "docs" -d 'Write man/, completions/ and the cmdlet reference from the declarations'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Add-ADPermission" -d 'Give somebody a right on a receive connector, or deny it'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Add-Content" -d 'Add lines to a text file'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Add-DistributionGroupMember" -d 'Add a recipient to a group'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Add-IPAllowListEntry" -d 'Add an IP allow list entry'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Add-IPBlockListEntry" -d 'Add an IP block list entry'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Add-Member" -d 'Add properties and methods to an object'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "AssembleMessage" -d 'Write an exported message to an .eml file'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Clear-Content" -d 'Empty files'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Clear-History" -d 'Forget the lines of this session'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Clear-Host" -d 'Empty the screen'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Clear-Variable" -d 'Empty variables'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Compare-Configuration" -d 'Show what differs between two configurations'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Compare-Object" -d 'Compare two lists of objects'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Complete-Transaction" -d 'Store all changes of the open transaction at once'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Convert-Path" -d 'Give the whole path of things that are there, as text'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "ConvertFrom-Csv" -d 'Read lines of CSV as objects'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "ConvertFrom-Json" -d 'Read JSON as objects'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "ConvertFrom-SecureString" -d 'Make text of a secure string'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "ConvertFrom-StringData" -d 'Read lines of names and values'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "ConvertTo-Csv" -d 'Write objects as lines of CSV'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "ConvertTo-EmshCommand" -d 'Write configuration objects as the commands that make them'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "ConvertTo-Html" -d 'Write objects as an HTML page'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "ConvertTo-Json" -d 'Write objects as JSON'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "ConvertTo-SecureString" -d 'Make a secure string of text'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Copy-Item" -d 'Copy files and folders'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Disable-JournalRule" -d 'Stop a journal rule and keep it'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Disable-TransportAgent" -d 'Stop a transport agent and keep it'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Disable-TransportRule" -d 'Stop a transport rule and keep it'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Enable-JournalRule" -d 'Put a journal rule to work'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Enable-TransportAgent" -d 'Put a transport agent to work'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Enable-TransportRule" -d 'Put a transport rule to work'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Export-Clixml" -d 'Write objects to an XML file that keeps their types'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Export-Configuration" -d 'Write the configuration to a file'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Export-Csv" -d 'Write objects to a CSV file'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Export-Message" -d 'Copy a suspended message out of its queue'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "ForEach-Object" -d 'Do something for each object'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Format-List" -d 'Show objects as lists of their properties'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Format-Table" -d 'Show objects as a table'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Format-Wide" -d 'Show one property of objects, several side by side'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-AcceptedDomain" -d 'Show accepted domains'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-ADPermission" -d 'Show who may do what on a receive connector'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Alias" -d 'Show other names of commands'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-BackPressure" -d 'Show what a server is short of, and what it does about it'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-ChildItem" -d 'List files and folders'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Command" -d 'Show which commands there are'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-ConfigurationHistory" -d 'Show who changed the configuration, when and how'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Content" -d 'Read a text file'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Credential" -d 'Ask for a user name and a password'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Date" -d 'Give the date and time'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-DistributionGroup" -d 'Show distribution groups'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-DistributionGroupMember" -d 'Show the members of a group'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-DkimSigningConfig" -d 'Show dkim signing configs'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-DynamicDistributionGroup" -d 'Show dynamic distribution groups'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-EmailAddressPolicy" -d 'Show email address policys'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-EventLog" -d 'Show what the operators of a server should know of'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-EventLogLevel" -d 'Show how much the event log keeps of each category'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-ExchangeCertificate" -d 'Show the certificates that a node has the keys of'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-ExchangeDiagnosticInfo" -d 'Show the state of a part of a server as XML'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Health" -d 'Show what is wrong with a server, and what to type next'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Help" -d 'Show what a command does and how it is written'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-History" -d 'List the lines of this session'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-IPAllowListEntry" -d 'Show IP allow list entrys'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-IPBlockListEntry" -d 'Show IP block list entrys'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Item" -d 'Give a file or folder as an object'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-JournalRule" -d 'Show journal rules'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Location" -d 'Tell where relative paths begin'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Mailbox" -d 'Show mailboxes'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-MailboxDatabase" -d 'Show mailbox databases'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-MailContact" -d 'Show mail contacts'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-MailUser" -d 'Show mail users'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Member" -d 'Show what objects hold'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Message" -d 'Show the messages in the queues of a node'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-MessageTrackingLog" -d 'Show what happened to messages'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-PSReadLineOption" -d 'Show how lines are edited at the prompt'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Queue" -d 'Show the queues of a node'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-QueueDigest" -d 'Show queues added up by what they have in common'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Random" -d 'Choose a number or items by chance'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-ReceiveConnector" -d 'Show receive connectors'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Recipient" -d 'Show mailboxes, mail users, contacts and groups'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-RemoteDomain" -d 'Show remote domains'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-SendConnector" -d 'Show send connectors'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-SenderFilterConfig" -d 'Show the sender filter config'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-SenderIdConfig" -d 'Show the sender id config'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Service" -d 'Show whether the transport engine runs'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-SystemMessage" -d 'Show system messages'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Transaction" -d 'Show the open transaction and what it would store'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-TransportAgent" -d 'Show transport agents'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-TransportConfig" -d 'Show the transport config'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-TransportPipeline" -d 'Show which transport agents act when'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-TransportRule" -d 'Show transport rules'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-TransportServer" -d 'Show transport servers'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-TransportService" -d 'Show transport services'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Unique" -d 'Leave out objects that equal the one before them'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Get-Variable" -d 'Show variables'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Group-Object" -d 'Put objects that have the same value together'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Import-Clixml" -d 'Read objects from an XML file that keeps their types'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Import-Configuration" -d 'Make the configuration what a file says'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Import-Csv" -d 'Read a CSV file as objects'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Install-TransportAgent" -d 'Install a transport agent'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Invoke-Command" -d 'Run a script block'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Invoke-Expression" -d 'Run a text as script'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Invoke-History" -d 'Run a line of this session again'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Join-Path" -d 'Make one path of several parts'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Join-String" -d 'Make one text of many objects'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Measure-Command" -d 'Measure how long a block takes'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Measure-Object" -d 'Count objects, and compute of their properties'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Move-Item" -d 'Move files and folders'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-AcceptedDomain" -d 'Make an accepted domain'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-Alias" -d 'Give a command another name that is new'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-DistributionGroup" -d 'Make a distribution group'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-DkimSigningConfig" -d 'Make a dkim signing config'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-DynamicDistributionGroup" -d 'Make a dynamic distribution group'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-EmailAddressPolicy" -d 'Make an email address policy'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-Item" -d 'Make a file or folder'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-JournalRule" -d 'Make a journal rule'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-Mailbox" -d 'Make a mailbox'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-MailboxDatabase" -d 'Make a mailbox database'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-MailContact" -d 'Make a mail contact'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-MailUser" -d 'Make a mail user'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-Object" -d 'Make an object of a type'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-ReceiveConnector" -d 'Make a receive connector'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-RemoteDomain" -d 'Make a remote domain'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-SendConnector" -d 'Make a send connector'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-SystemMessage" -d 'Make a system message'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-TimeSpan" -d 'Make a length of time'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-TransportRule" -d 'Make a transport rule'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "New-Variable" -d 'Make a variable'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Out-Default" -d 'Show objects as the end of a pipeline does'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Out-File" -d 'Write to a file what would be shown'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Out-Host" -d 'Show objects to the person'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Out-Null" -d 'Throw objects away'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Out-String" -d 'Give as text what would be shown'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Pop-Location" -d 'Go back to where Push-Location was called'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Push-Location" -d 'Change where relative paths begin, and remember where that was'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Read-Host" -d 'Ask the person for a line'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-AcceptedDomain" -d 'Remove an accepted domain'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-ADPermission" -d 'Take a right on a receive connector away, or the denial of one'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-Alias" -d 'Forget other names of commands'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-DistributionGroup" -d 'Remove a distribution group'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-DistributionGroupMember" -d 'Take a recipient out of a group'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-DkimSigningConfig" -d 'Remove a dkim signing config'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-DynamicDistributionGroup" -d 'Remove a dynamic distribution group'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-EmailAddressPolicy" -d 'Remove an email address policy'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-IPAllowListEntry" -d 'Remove an IP allow list entry'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-IPBlockListEntry" -d 'Remove an IP block list entry'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-Item" -d 'Remove files or folders'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-JournalRule" -d 'Remove a journal rule'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-Mailbox" -d 'Remove a mailbox'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-MailboxDatabase" -d 'Remove a mailbox database'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-MailContact" -d 'Remove a mail contact'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-MailUser" -d 'Remove a mail user'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-Message" -d 'Delete matching messages from their queues'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-ReceiveConnector" -d 'Remove a receive connector'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-RemoteDomain" -d 'Remove a remote domain'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-SendConnector" -d 'Remove a send connector'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-SystemMessage" -d 'Remove a system message'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-TransportRule" -d 'Remove a transport rule'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Remove-Variable" -d 'Forget variables'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Rename-Item" -d 'Give a file or folder another name'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Resolve-DnsName" -d 'Look up a name in DNS'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Resolve-Path" -d 'Give the whole path of things that are there'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Restart-Service" -d 'Restart the transport engine inside the node'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Restore-Configuration" -d 'Bring back the configuration of an earlier revision'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Resume-Message" -d 'Send matching suspended messages after all'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Resume-Queue" -d 'Send again from matching queues'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Retry-Queue" -d 'Try the next hop of matching queues now'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Rotate-DkimSigningConfig" -d 'Make the next key of a domain that signs its mail'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Select-Object" -d 'Choose objects by their place, or properties of objects'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Select-String" -d 'Find lines in text and files'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Send-SmtpMessage" -d 'Send a message by SMTP, as a client would'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-AcceptedDomain" -d 'Change an accepted domain'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-Alias" -d 'Give a command another name'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-Content" -d 'Write a text file, in place of what it held'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-DistributionGroup" -d 'Change a distribution group'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-DkimSigningConfig" -d 'Change a dkim signing config'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-DynamicDistributionGroup" -d 'Change a dynamic distribution group'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-EmailAddressPolicy" -d 'Change an email address policy'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-EventLogLevel" -d 'Change how much the event log keeps of a category'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-Item" -d 'Give a variable, alias, function or variable of the environment a value'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-JournalRule" -d 'Change a journal rule'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-Location" -d 'Change where relative paths begin'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-Mailbox" -d 'Change a mailbox'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-MailboxDatabase" -d 'Change a mailbox database'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-MailContact" -d 'Change a mail contact'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-MailUser" -d 'Change a mail user'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-PSReadLineOption" -d 'Change how lines are edited at the prompt'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-ReceiveConnector" -d 'Change a receive connector'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-RemoteDomain" -d 'Change a remote domain'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-SendConnector" -d 'Change a send connector'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-SenderFilterConfig" -d 'Change the sender filter config'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-SenderIdConfig" -d 'Change the sender id config'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-StrictMode" -d 'Make the language refuse what is not there'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-SystemMessage" -d 'Change a system message'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-TransportAgent" -d 'Change a transport agent'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-TransportConfig" -d 'Change the transport config'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-TransportRule" -d 'Change a transport rule'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-TransportServer" -d 'Change a transport server'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-TransportService" -d 'Change a transport service'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Set-Variable" -d 'Give a variable a value'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Show-Queue" -d 'Watch and manage the queues of a node on the whole screen'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Sort-Object" -d 'Put objects in order'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Split-Path" -d 'Give one part of a path'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Start-Sleep" -d 'Wait a while'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Start-Transaction" -d 'Collect changes of the configuration, to store them all at once'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Start-Transcript" -d 'Write down what is typed and shown'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Stop-Transcript" -d 'Stop writing down what is typed and shown'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Suspend-Message" -d 'Keep matching messages in their queues'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Suspend-Queue" -d 'Stop sending from matching queues'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Tee-Object" -d 'Keep objects in a file or variable and let them go on'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Test-MailRoute" -d 'Show where mail to a recipient would go, and why'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Test-Path" -d 'Tell whether a file, folder or variable is there'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Test-SenderId" -d 'Show whether a server may send for a domain (SPF)'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Test-SmtpConnectivity" -d 'Try whether the receive connectors of a server answer'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Trace-Message" -d 'Show the whole way of one message as a tree'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Undo-Transaction" -d 'Drop the changes that the open transaction has collected'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Uninstall-TransportAgent" -d 'Uninstall a transport agent'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Update-DistributionGroupMember" -d 'Say who all the members of a group are'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Update-EmailAddressPolicy" -d 'Give recipients the addresses that a policy makes'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Watch-Transport" -d 'Watch messages being received, categorized and sent'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Where-Object" -d 'Pass on the objects for which a condition holds'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Write-Debug" -d 'Say everything about what is done, to those who look for a fault'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Write-Error" -d 'Report a fault and go on'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Write-Host" -d 'Tell the person something'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Write-Information" -d 'Put a line on the information stream'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Write-Output" -d 'Put objects on the pipeline'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Write-Progress" -d 'Show how far long work is'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Write-Verbose" -d 'Say more about what is done, to those who want it'
complete -c emsh -n "__fish_emsh_needs_command" -f -a "Write-Warning" -d 'Warn the person'
complete -c emsh -n "__fish_emsh_using_subcommand serve" -l name -d 'Name of this server [default: the host\'s name, upper case]' -r
complete -c emsh -n "__fish_emsh_using_subcommand serve" -l role -d 'What this server is' -r -f -a "hub\t''
edge\t''"
complete -c emsh -n "__fish_emsh_using_subcommand serve" -l smtp -d 'Address of the default receive connector [default: 0.0.0.0:25, or 2525 where 25 may not be bound]' -r
complete -c emsh -n "__fish_emsh_using_subcommand serve" -l submission -d 'Address of the client receive connector [default: 0.0.0.0:587, or 2587]' -r
complete -c emsh -n "__fish_emsh_using_subcommand serve" -l control -d 'Also answer the control API here, by TLS with the bearer token in DATA_DIR/control.token; browsers find a console below /console, where they sign in with that token' -r
complete -c emsh -n "__fish_emsh_using_subcommand serve" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand serve" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand serve" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand serve" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand serve" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand serve" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c emsh -n "__fish_emsh_using_subcommand check" -s c -l command -d 'Check this text instead of files' -r
complete -c emsh -n "__fish_emsh_using_subcommand check" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand check" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand check" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand check" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand check" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand check" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand check" -s h -l help -d 'Print help'
complete -c emsh -n "__fish_emsh_using_subcommand sendmail" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand sendmail" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand sendmail" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand sendmail" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand sendmail" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand sendmail" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand spool; and not __fish_seen_subcommand_from check dump" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand spool; and not __fish_seen_subcommand_from check dump" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand spool; and not __fish_seen_subcommand_from check dump" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand spool; and not __fish_seen_subcommand_from check dump" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand spool; and not __fish_seen_subcommand_from check dump" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand spool; and not __fish_seen_subcommand_from check dump" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand spool; and not __fish_seen_subcommand_from check dump" -s h -l help -d 'Print help'
complete -c emsh -n "__fish_emsh_using_subcommand spool; and not __fish_seen_subcommand_from check dump" -f -a "check" -d 'Read every record and say what is broken'
complete -c emsh -n "__fish_emsh_using_subcommand spool; and not __fish_seen_subcommand_from check dump" -f -a "dump" -d 'Print every message as a JSON line: number, envelope, body'
complete -c emsh -n "__fish_emsh_using_subcommand spool; and __fish_seen_subcommand_from check" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand spool; and __fish_seen_subcommand_from check" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand spool; and __fish_seen_subcommand_from check" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand spool; and __fish_seen_subcommand_from check" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand spool; and __fish_seen_subcommand_from check" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand spool; and __fish_seen_subcommand_from check" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand spool; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c emsh -n "__fish_emsh_using_subcommand spool; and __fish_seen_subcommand_from dump" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand spool; and __fish_seen_subcommand_from dump" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand spool; and __fish_seen_subcommand_from dump" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand spool; and __fish_seen_subcommand_from dump" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand spool; and __fish_seen_subcommand_from dump" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand spool; and __fish_seen_subcommand_from dump" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand spool; and __fish_seen_subcommand_from dump" -s h -l help -d 'Print help'
complete -c emsh -n "__fish_emsh_using_subcommand docs" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand docs" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand docs" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand docs" -l check -d 'Write nothing; fail when a page differs from its declaration'
complete -c emsh -n "__fish_emsh_using_subcommand docs" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand docs" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand docs" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand docs" -s h -l help -d 'Print help'
complete -c emsh -n "__fish_emsh_using_subcommand Add-ADPermission" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Add-ADPermission" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Add-ADPermission" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Add-ADPermission" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Add-ADPermission" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Add-ADPermission" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Add-Content" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Add-Content" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Add-Content" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Add-Content" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Add-Content" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Add-Content" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Add-DistributionGroupMember" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Add-DistributionGroupMember" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Add-DistributionGroupMember" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Add-DistributionGroupMember" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Add-DistributionGroupMember" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Add-DistributionGroupMember" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Add-IPAllowListEntry" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Add-IPAllowListEntry" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Add-IPAllowListEntry" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Add-IPAllowListEntry" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Add-IPAllowListEntry" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Add-IPAllowListEntry" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Add-IPBlockListEntry" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Add-IPBlockListEntry" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Add-IPBlockListEntry" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Add-IPBlockListEntry" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Add-IPBlockListEntry" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Add-IPBlockListEntry" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Add-Member" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Add-Member" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Add-Member" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Add-Member" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Add-Member" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Add-Member" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand AssembleMessage" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand AssembleMessage" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand AssembleMessage" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand AssembleMessage" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand AssembleMessage" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand AssembleMessage" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Content" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Content" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Content" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Content" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Content" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Content" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Clear-History" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Clear-History" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Clear-History" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Clear-History" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Clear-History" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Clear-History" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Host" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Host" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Host" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Host" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Host" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Host" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Variable" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Variable" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Variable" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Variable" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Variable" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Clear-Variable" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Compare-Configuration" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Compare-Configuration" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Compare-Configuration" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Compare-Configuration" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Compare-Configuration" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Compare-Configuration" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Compare-Object" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Compare-Object" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Compare-Object" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Compare-Object" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Compare-Object" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Compare-Object" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Complete-Transaction" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Complete-Transaction" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Complete-Transaction" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Complete-Transaction" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Complete-Transaction" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Complete-Transaction" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Convert-Path" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Convert-Path" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Convert-Path" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Convert-Path" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Convert-Path" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Convert-Path" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-Csv" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-Csv" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-Csv" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-Csv" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-Csv" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-Csv" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-Json" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-Json" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-Json" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-Json" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-Json" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-Json" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-SecureString" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-SecureString" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-SecureString" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-SecureString" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-SecureString" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-SecureString" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-StringData" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-StringData" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-StringData" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-StringData" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-StringData" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertFrom-StringData" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Csv" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Csv" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Csv" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Csv" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Csv" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Csv" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-EmshCommand" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-EmshCommand" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-EmshCommand" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-EmshCommand" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-EmshCommand" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-EmshCommand" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Html" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Html" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Html" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Html" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Html" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Html" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Json" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Json" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Json" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Json" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Json" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-Json" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-SecureString" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-SecureString" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-SecureString" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-SecureString" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-SecureString" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand ConvertTo-SecureString" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Copy-Item" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Copy-Item" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Copy-Item" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Copy-Item" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Copy-Item" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Copy-Item" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Disable-JournalRule" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Disable-JournalRule" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Disable-JournalRule" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Disable-JournalRule" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Disable-JournalRule" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Disable-JournalRule" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Disable-TransportAgent" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Disable-TransportAgent" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Disable-TransportAgent" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Disable-TransportAgent" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Disable-TransportAgent" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Disable-TransportAgent" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Disable-TransportRule" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Disable-TransportRule" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Disable-TransportRule" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Disable-TransportRule" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Disable-TransportRule" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Disable-TransportRule" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Enable-JournalRule" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Enable-JournalRule" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Enable-JournalRule" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Enable-JournalRule" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Enable-JournalRule" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Enable-JournalRule" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Enable-TransportAgent" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Enable-TransportAgent" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Enable-TransportAgent" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Enable-TransportAgent" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Enable-TransportAgent" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Enable-TransportAgent" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Enable-TransportRule" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Enable-TransportRule" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Enable-TransportRule" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Enable-TransportRule" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Enable-TransportRule" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Enable-TransportRule" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Export-Clixml" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Export-Clixml" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Export-Clixml" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Export-Clixml" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Export-Clixml" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Export-Clixml" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Export-Configuration" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Export-Configuration" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Export-Configuration" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Export-Configuration" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Export-Configuration" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Export-Configuration" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Export-Csv" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Export-Csv" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Export-Csv" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Export-Csv" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Export-Csv" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Export-Csv" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Export-Message" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Export-Message" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Export-Message" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Export-Message" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Export-Message" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Export-Message" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand ForEach-Object" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand ForEach-Object" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand ForEach-Object" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand ForEach-Object" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand ForEach-Object" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand ForEach-Object" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Format-List" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Format-List" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Format-List" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Format-List" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Format-List" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Format-List" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Format-Table" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Format-Table" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Format-Table" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Format-Table" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Format-Table" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Format-Table" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Format-Wide" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Format-Wide" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Format-Wide" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Format-Wide" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Format-Wide" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Format-Wide" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-AcceptedDomain" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-AcceptedDomain" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-AcceptedDomain" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-AcceptedDomain" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-AcceptedDomain" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-AcceptedDomain" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ADPermission" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-ADPermission" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-ADPermission" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-ADPermission" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ADPermission" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ADPermission" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Alias" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Alias" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Alias" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Alias" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Alias" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Alias" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-BackPressure" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-BackPressure" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-BackPressure" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-BackPressure" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-BackPressure" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-BackPressure" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ChildItem" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-ChildItem" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-ChildItem" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-ChildItem" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ChildItem" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ChildItem" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Command" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Command" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Command" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Command" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Command" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Command" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ConfigurationHistory" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-ConfigurationHistory" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-ConfigurationHistory" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-ConfigurationHistory" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ConfigurationHistory" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ConfigurationHistory" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Content" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Content" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Content" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Content" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Content" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Content" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Credential" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Credential" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Credential" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Credential" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Credential" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Credential" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Date" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Date" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Date" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Date" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Date" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Date" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-DistributionGroup" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-DistributionGroup" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-DistributionGroup" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-DistributionGroup" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-DistributionGroup" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-DistributionGroup" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-DistributionGroupMember" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-DistributionGroupMember" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-DistributionGroupMember" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-DistributionGroupMember" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-DistributionGroupMember" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-DistributionGroupMember" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-DkimSigningConfig" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-DkimSigningConfig" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-DkimSigningConfig" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-DkimSigningConfig" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-DkimSigningConfig" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-DkimSigningConfig" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-DynamicDistributionGroup" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-DynamicDistributionGroup" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-DynamicDistributionGroup" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-DynamicDistributionGroup" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-DynamicDistributionGroup" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-DynamicDistributionGroup" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-EmailAddressPolicy" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-EmailAddressPolicy" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-EmailAddressPolicy" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-EmailAddressPolicy" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-EmailAddressPolicy" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-EmailAddressPolicy" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-EventLog" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-EventLog" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-EventLog" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-EventLog" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-EventLog" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-EventLog" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-EventLogLevel" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-EventLogLevel" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-EventLogLevel" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-EventLogLevel" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-EventLogLevel" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-EventLogLevel" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ExchangeCertificate" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-ExchangeCertificate" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-ExchangeCertificate" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-ExchangeCertificate" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ExchangeCertificate" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ExchangeCertificate" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ExchangeDiagnosticInfo" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-ExchangeDiagnosticInfo" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-ExchangeDiagnosticInfo" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-ExchangeDiagnosticInfo" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ExchangeDiagnosticInfo" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ExchangeDiagnosticInfo" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Health" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Health" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Health" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Health" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Health" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Health" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Help" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Help" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Help" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Help" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Help" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Help" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-History" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-History" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-History" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-History" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-History" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-History" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-IPAllowListEntry" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-IPAllowListEntry" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-IPAllowListEntry" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-IPAllowListEntry" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-IPAllowListEntry" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-IPAllowListEntry" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-IPBlockListEntry" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-IPBlockListEntry" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-IPBlockListEntry" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-IPBlockListEntry" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-IPBlockListEntry" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-IPBlockListEntry" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Item" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Item" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Item" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Item" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Item" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Item" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-JournalRule" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-JournalRule" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-JournalRule" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-JournalRule" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-JournalRule" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-JournalRule" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Location" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Location" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Location" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Location" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Location" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Location" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Mailbox" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Mailbox" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Mailbox" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Mailbox" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Mailbox" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Mailbox" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailboxDatabase" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailboxDatabase" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailboxDatabase" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailboxDatabase" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailboxDatabase" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailboxDatabase" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailContact" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailContact" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailContact" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailContact" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailContact" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailContact" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailUser" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailUser" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailUser" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailUser" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailUser" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-MailUser" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Member" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Member" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Member" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Member" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Member" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Member" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Message" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Message" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Message" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Message" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Message" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Message" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-MessageTrackingLog" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-MessageTrackingLog" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-MessageTrackingLog" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-MessageTrackingLog" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-MessageTrackingLog" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-MessageTrackingLog" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-PSReadLineOption" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-PSReadLineOption" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-PSReadLineOption" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-PSReadLineOption" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-PSReadLineOption" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-PSReadLineOption" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Queue" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Queue" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Queue" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Queue" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Queue" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Queue" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-QueueDigest" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-QueueDigest" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-QueueDigest" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-QueueDigest" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-QueueDigest" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-QueueDigest" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Random" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Random" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Random" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Random" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Random" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Random" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ReceiveConnector" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-ReceiveConnector" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-ReceiveConnector" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-ReceiveConnector" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ReceiveConnector" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-ReceiveConnector" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Recipient" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Recipient" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Recipient" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Recipient" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Recipient" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Recipient" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-RemoteDomain" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-RemoteDomain" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-RemoteDomain" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-RemoteDomain" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-RemoteDomain" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-RemoteDomain" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-SendConnector" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-SendConnector" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-SendConnector" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-SendConnector" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-SendConnector" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-SendConnector" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-SenderFilterConfig" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-SenderFilterConfig" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-SenderFilterConfig" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-SenderFilterConfig" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-SenderFilterConfig" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-SenderFilterConfig" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-SenderIdConfig" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-SenderIdConfig" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-SenderIdConfig" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-SenderIdConfig" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-SenderIdConfig" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-SenderIdConfig" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Service" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Service" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Service" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Service" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Service" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Service" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-SystemMessage" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-SystemMessage" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-SystemMessage" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-SystemMessage" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-SystemMessage" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-SystemMessage" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Transaction" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Transaction" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Transaction" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Transaction" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Transaction" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Transaction" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportAgent" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportAgent" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportAgent" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportAgent" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportAgent" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportAgent" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportConfig" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportConfig" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportConfig" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportConfig" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportConfig" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportConfig" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportPipeline" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportPipeline" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportPipeline" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportPipeline" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportPipeline" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportPipeline" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportRule" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportRule" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportRule" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportRule" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportRule" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportRule" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportServer" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportServer" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportServer" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportServer" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportServer" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportServer" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportService" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportService" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportService" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportService" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportService" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-TransportService" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Unique" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Unique" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Unique" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Unique" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Unique" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Unique" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Variable" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Get-Variable" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Get-Variable" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Get-Variable" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Variable" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Get-Variable" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Group-Object" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Group-Object" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Group-Object" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Group-Object" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Group-Object" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Group-Object" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Import-Clixml" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Import-Clixml" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Import-Clixml" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Import-Clixml" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Import-Clixml" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Import-Clixml" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Import-Configuration" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Import-Configuration" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Import-Configuration" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Import-Configuration" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Import-Configuration" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Import-Configuration" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Import-Csv" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Import-Csv" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Import-Csv" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Import-Csv" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Import-Csv" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Import-Csv" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Install-TransportAgent" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Install-TransportAgent" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Install-TransportAgent" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Install-TransportAgent" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Install-TransportAgent" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Install-TransportAgent" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-Command" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-Command" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-Command" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-Command" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-Command" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-Command" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-Expression" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-Expression" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-Expression" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-Expression" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-Expression" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-Expression" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-History" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-History" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-History" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-History" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-History" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Invoke-History" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Join-Path" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Join-Path" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Join-Path" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Join-Path" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Join-Path" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Join-Path" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Join-String" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Join-String" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Join-String" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Join-String" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Join-String" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Join-String" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Measure-Command" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Measure-Command" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Measure-Command" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Measure-Command" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Measure-Command" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Measure-Command" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Measure-Object" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Measure-Object" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Measure-Object" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Measure-Object" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Measure-Object" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Measure-Object" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Move-Item" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Move-Item" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Move-Item" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Move-Item" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Move-Item" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Move-Item" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-AcceptedDomain" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-AcceptedDomain" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-AcceptedDomain" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-AcceptedDomain" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-AcceptedDomain" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-AcceptedDomain" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-Alias" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-Alias" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-Alias" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-Alias" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-Alias" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-Alias" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-DistributionGroup" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-DistributionGroup" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-DistributionGroup" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-DistributionGroup" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-DistributionGroup" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-DistributionGroup" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-DkimSigningConfig" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-DkimSigningConfig" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-DkimSigningConfig" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-DkimSigningConfig" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-DkimSigningConfig" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-DkimSigningConfig" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-DynamicDistributionGroup" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-DynamicDistributionGroup" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-DynamicDistributionGroup" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-DynamicDistributionGroup" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-DynamicDistributionGroup" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-DynamicDistributionGroup" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-EmailAddressPolicy" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-EmailAddressPolicy" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-EmailAddressPolicy" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-EmailAddressPolicy" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-EmailAddressPolicy" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-EmailAddressPolicy" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-Item" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-Item" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-Item" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-Item" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-Item" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-Item" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-JournalRule" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-JournalRule" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-JournalRule" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-JournalRule" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-JournalRule" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-JournalRule" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-Mailbox" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-Mailbox" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-Mailbox" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-Mailbox" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-Mailbox" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-Mailbox" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-MailboxDatabase" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-MailboxDatabase" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-MailboxDatabase" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-MailboxDatabase" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-MailboxDatabase" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-MailboxDatabase" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-MailContact" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-MailContact" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-MailContact" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-MailContact" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-MailContact" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-MailContact" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-MailUser" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-MailUser" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-MailUser" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-MailUser" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-MailUser" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-MailUser" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-Object" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-Object" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-Object" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-Object" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-Object" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-Object" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-ReceiveConnector" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-ReceiveConnector" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-ReceiveConnector" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-ReceiveConnector" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-ReceiveConnector" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-ReceiveConnector" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-RemoteDomain" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-RemoteDomain" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-RemoteDomain" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-RemoteDomain" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-RemoteDomain" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-RemoteDomain" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-SendConnector" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-SendConnector" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-SendConnector" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-SendConnector" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-SendConnector" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-SendConnector" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-SystemMessage" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-SystemMessage" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-SystemMessage" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-SystemMessage" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-SystemMessage" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-SystemMessage" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-TimeSpan" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-TimeSpan" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-TimeSpan" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-TimeSpan" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-TimeSpan" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-TimeSpan" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-TransportRule" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-TransportRule" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-TransportRule" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-TransportRule" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-TransportRule" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-TransportRule" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand New-Variable" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand New-Variable" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand New-Variable" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand New-Variable" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand New-Variable" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand New-Variable" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Out-Default" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Out-Default" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Out-Default" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Out-Default" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Out-Default" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Out-Default" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Out-File" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Out-File" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Out-File" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Out-File" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Out-File" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Out-File" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Out-Host" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Out-Host" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Out-Host" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Out-Host" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Out-Host" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Out-Host" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Out-Null" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Out-Null" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Out-Null" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Out-Null" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Out-Null" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Out-Null" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Out-String" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Out-String" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Out-String" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Out-String" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Out-String" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Out-String" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Pop-Location" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Pop-Location" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Pop-Location" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Pop-Location" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Pop-Location" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Pop-Location" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Push-Location" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Push-Location" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Push-Location" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Push-Location" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Push-Location" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Push-Location" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Read-Host" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Read-Host" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Read-Host" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Read-Host" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Read-Host" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Read-Host" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-AcceptedDomain" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-AcceptedDomain" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-AcceptedDomain" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-AcceptedDomain" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-AcceptedDomain" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-AcceptedDomain" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-ADPermission" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-ADPermission" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-ADPermission" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-ADPermission" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-ADPermission" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-ADPermission" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Alias" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Alias" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Alias" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Alias" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Alias" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Alias" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DistributionGroup" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DistributionGroup" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DistributionGroup" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DistributionGroup" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DistributionGroup" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DistributionGroup" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DistributionGroupMember" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DistributionGroupMember" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DistributionGroupMember" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DistributionGroupMember" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DistributionGroupMember" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DistributionGroupMember" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DkimSigningConfig" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DkimSigningConfig" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DkimSigningConfig" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DkimSigningConfig" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DkimSigningConfig" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DkimSigningConfig" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DynamicDistributionGroup" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DynamicDistributionGroup" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DynamicDistributionGroup" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DynamicDistributionGroup" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DynamicDistributionGroup" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-DynamicDistributionGroup" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-EmailAddressPolicy" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-EmailAddressPolicy" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-EmailAddressPolicy" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-EmailAddressPolicy" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-EmailAddressPolicy" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-EmailAddressPolicy" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-IPAllowListEntry" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-IPAllowListEntry" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-IPAllowListEntry" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-IPAllowListEntry" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-IPAllowListEntry" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-IPAllowListEntry" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-IPBlockListEntry" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-IPBlockListEntry" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-IPBlockListEntry" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-IPBlockListEntry" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-IPBlockListEntry" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-IPBlockListEntry" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Item" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Item" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Item" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Item" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Item" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Item" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-JournalRule" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-JournalRule" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-JournalRule" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-JournalRule" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-JournalRule" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-JournalRule" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Mailbox" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Mailbox" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Mailbox" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Mailbox" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Mailbox" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Mailbox" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailboxDatabase" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailboxDatabase" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailboxDatabase" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailboxDatabase" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailboxDatabase" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailboxDatabase" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailContact" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailContact" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailContact" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailContact" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailContact" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailContact" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailUser" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailUser" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailUser" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailUser" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailUser" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-MailUser" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Message" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Message" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Message" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Message" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Message" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Message" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-ReceiveConnector" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-ReceiveConnector" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-ReceiveConnector" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-ReceiveConnector" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-ReceiveConnector" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-ReceiveConnector" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-RemoteDomain" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-RemoteDomain" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-RemoteDomain" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-RemoteDomain" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-RemoteDomain" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-RemoteDomain" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-SendConnector" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-SendConnector" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-SendConnector" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-SendConnector" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-SendConnector" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-SendConnector" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-SystemMessage" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-SystemMessage" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-SystemMessage" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-SystemMessage" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-SystemMessage" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-SystemMessage" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-TransportRule" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-TransportRule" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-TransportRule" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-TransportRule" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-TransportRule" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-TransportRule" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Variable" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Variable" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Variable" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Variable" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Variable" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Remove-Variable" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Rename-Item" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Rename-Item" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Rename-Item" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Rename-Item" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Rename-Item" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Rename-Item" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Resolve-DnsName" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Resolve-DnsName" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Resolve-DnsName" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Resolve-DnsName" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Resolve-DnsName" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Resolve-DnsName" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Resolve-Path" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Resolve-Path" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Resolve-Path" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Resolve-Path" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Resolve-Path" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Resolve-Path" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Restart-Service" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Restart-Service" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Restart-Service" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Restart-Service" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Restart-Service" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Restart-Service" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Restore-Configuration" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Restore-Configuration" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Restore-Configuration" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Restore-Configuration" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Restore-Configuration" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Restore-Configuration" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Resume-Message" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Resume-Message" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Resume-Message" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Resume-Message" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Resume-Message" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Resume-Message" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Resume-Queue" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Resume-Queue" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Resume-Queue" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Resume-Queue" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Resume-Queue" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Resume-Queue" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Retry-Queue" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Retry-Queue" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Retry-Queue" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Retry-Queue" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Retry-Queue" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Retry-Queue" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Rotate-DkimSigningConfig" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Rotate-DkimSigningConfig" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Rotate-DkimSigningConfig" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Rotate-DkimSigningConfig" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Rotate-DkimSigningConfig" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Rotate-DkimSigningConfig" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Select-Object" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Select-Object" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Select-Object" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Select-Object" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Select-Object" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Select-Object" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Select-String" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Select-String" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Select-String" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Select-String" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Select-String" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Select-String" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Send-SmtpMessage" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Send-SmtpMessage" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Send-SmtpMessage" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Send-SmtpMessage" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Send-SmtpMessage" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Send-SmtpMessage" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-AcceptedDomain" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-AcceptedDomain" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-AcceptedDomain" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-AcceptedDomain" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-AcceptedDomain" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-AcceptedDomain" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Alias" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-Alias" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-Alias" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-Alias" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Alias" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Alias" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Content" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-Content" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-Content" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-Content" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Content" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Content" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-DistributionGroup" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-DistributionGroup" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-DistributionGroup" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-DistributionGroup" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-DistributionGroup" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-DistributionGroup" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-DkimSigningConfig" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-DkimSigningConfig" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-DkimSigningConfig" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-DkimSigningConfig" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-DkimSigningConfig" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-DkimSigningConfig" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-DynamicDistributionGroup" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-DynamicDistributionGroup" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-DynamicDistributionGroup" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-DynamicDistributionGroup" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-DynamicDistributionGroup" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-DynamicDistributionGroup" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-EmailAddressPolicy" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-EmailAddressPolicy" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-EmailAddressPolicy" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-EmailAddressPolicy" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-EmailAddressPolicy" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-EmailAddressPolicy" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-EventLogLevel" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-EventLogLevel" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-EventLogLevel" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-EventLogLevel" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-EventLogLevel" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-EventLogLevel" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Item" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-Item" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-Item" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-Item" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Item" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Item" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-JournalRule" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-JournalRule" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-JournalRule" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-JournalRule" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-JournalRule" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-JournalRule" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Location" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-Location" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-Location" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-Location" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Location" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Location" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Mailbox" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-Mailbox" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-Mailbox" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-Mailbox" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Mailbox" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Mailbox" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailboxDatabase" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailboxDatabase" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailboxDatabase" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailboxDatabase" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailboxDatabase" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailboxDatabase" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailContact" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailContact" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailContact" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailContact" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailContact" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailContact" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailUser" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailUser" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailUser" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailUser" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailUser" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-MailUser" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-PSReadLineOption" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-PSReadLineOption" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-PSReadLineOption" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-PSReadLineOption" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-PSReadLineOption" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-PSReadLineOption" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-ReceiveConnector" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-ReceiveConnector" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-ReceiveConnector" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-ReceiveConnector" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-ReceiveConnector" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-ReceiveConnector" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-RemoteDomain" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-RemoteDomain" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-RemoteDomain" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-RemoteDomain" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-RemoteDomain" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-RemoteDomain" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-SendConnector" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-SendConnector" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-SendConnector" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-SendConnector" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-SendConnector" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-SendConnector" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-SenderFilterConfig" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-SenderFilterConfig" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-SenderFilterConfig" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-SenderFilterConfig" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-SenderFilterConfig" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-SenderFilterConfig" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-SenderIdConfig" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-SenderIdConfig" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-SenderIdConfig" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-SenderIdConfig" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-SenderIdConfig" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-SenderIdConfig" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-StrictMode" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-StrictMode" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-StrictMode" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-StrictMode" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-StrictMode" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-StrictMode" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-SystemMessage" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-SystemMessage" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-SystemMessage" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-SystemMessage" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-SystemMessage" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-SystemMessage" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportAgent" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportAgent" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportAgent" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportAgent" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportAgent" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportAgent" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportConfig" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportConfig" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportConfig" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportConfig" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportConfig" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportConfig" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportRule" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportRule" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportRule" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportRule" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportRule" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportRule" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportServer" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportServer" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportServer" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportServer" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportServer" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportServer" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportService" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportService" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportService" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportService" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportService" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-TransportService" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Variable" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Set-Variable" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Set-Variable" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Set-Variable" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Variable" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Set-Variable" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Show-Queue" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Show-Queue" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Show-Queue" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Show-Queue" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Show-Queue" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Show-Queue" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Sort-Object" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Sort-Object" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Sort-Object" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Sort-Object" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Sort-Object" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Sort-Object" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Split-Path" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Split-Path" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Split-Path" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Split-Path" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Split-Path" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Split-Path" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Start-Sleep" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Start-Sleep" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Start-Sleep" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Start-Sleep" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Start-Sleep" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Start-Sleep" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Start-Transaction" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Start-Transaction" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Start-Transaction" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Start-Transaction" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Start-Transaction" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Start-Transaction" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Start-Transcript" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Start-Transcript" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Start-Transcript" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Start-Transcript" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Start-Transcript" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Start-Transcript" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Stop-Transcript" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Stop-Transcript" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Stop-Transcript" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Stop-Transcript" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Stop-Transcript" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Stop-Transcript" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Suspend-Message" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Suspend-Message" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Suspend-Message" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Suspend-Message" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Suspend-Message" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Suspend-Message" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Suspend-Queue" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Suspend-Queue" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Suspend-Queue" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Suspend-Queue" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Suspend-Queue" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Suspend-Queue" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Tee-Object" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Tee-Object" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Tee-Object" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Tee-Object" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Tee-Object" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Tee-Object" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Test-MailRoute" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Test-MailRoute" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Test-MailRoute" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Test-MailRoute" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Test-MailRoute" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Test-MailRoute" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Test-Path" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Test-Path" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Test-Path" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Test-Path" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Test-Path" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Test-Path" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Test-SenderId" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Test-SenderId" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Test-SenderId" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Test-SenderId" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Test-SenderId" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Test-SenderId" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Test-SmtpConnectivity" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Test-SmtpConnectivity" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Test-SmtpConnectivity" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Test-SmtpConnectivity" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Test-SmtpConnectivity" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Test-SmtpConnectivity" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Trace-Message" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Trace-Message" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Trace-Message" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Trace-Message" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Trace-Message" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Trace-Message" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Undo-Transaction" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Undo-Transaction" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Undo-Transaction" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Undo-Transaction" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Undo-Transaction" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Undo-Transaction" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Uninstall-TransportAgent" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Uninstall-TransportAgent" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Uninstall-TransportAgent" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Uninstall-TransportAgent" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Uninstall-TransportAgent" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Uninstall-TransportAgent" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Update-DistributionGroupMember" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Update-DistributionGroupMember" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Update-DistributionGroupMember" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Update-DistributionGroupMember" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Update-DistributionGroupMember" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Update-DistributionGroupMember" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Update-EmailAddressPolicy" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Update-EmailAddressPolicy" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Update-EmailAddressPolicy" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Update-EmailAddressPolicy" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Update-EmailAddressPolicy" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Update-EmailAddressPolicy" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Watch-Transport" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Watch-Transport" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Watch-Transport" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Watch-Transport" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Watch-Transport" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Watch-Transport" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Where-Object" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Where-Object" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Where-Object" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Where-Object" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Where-Object" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Where-Object" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Debug" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Write-Debug" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Write-Debug" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Write-Debug" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Debug" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Debug" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Error" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Write-Error" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Write-Error" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Write-Error" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Error" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Error" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Host" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Write-Host" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Write-Host" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Write-Host" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Host" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Host" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Information" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Write-Information" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Write-Information" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Write-Information" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Information" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Information" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Output" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Write-Output" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Write-Output" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Write-Output" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Output" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Output" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Progress" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Write-Progress" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Write-Progress" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Write-Progress" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Progress" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Progress" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Verbose" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Write-Verbose" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Write-Verbose" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Write-Verbose" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Verbose" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Verbose" -s q -l quiet -d 'No talk: only results and errors'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Warning" -l data-dir -d 'Where configuration, queue and logs live' -r -F
complete -c emsh -n "__fish_emsh_using_subcommand Write-Warning" -l store -d 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]' -r
complete -c emsh -n "__fish_emsh_using_subcommand Write-Warning" -l output -d 'What finished objects look like [default: tables and lists by PowerShell\'s rules]' -r -f -a "table\t''
list\t''
json\t''
jsonl\t''
csv\t''"
complete -c emsh -n "__fish_emsh_using_subcommand Write-Warning" -l no-profile -d 'Do not run the profile script'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Warning" -l no-color -d 'No colours, whatever the terminal (also: NO_COLOR)'
complete -c emsh -n "__fish_emsh_using_subcommand Write-Warning" -s q -l quiet -d 'No talk: only results and errors'
