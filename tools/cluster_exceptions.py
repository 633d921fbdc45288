"""Statements that may touch several shards of a cluster, each with its reason; read by
cluster_statements.py."""

# The function whose statement it is: why it may ask several shards, and when it runs.
EXCEPTIONS = {
    "list_all": (
        "reads every shard: a list of all organizations by name",
        "as the list by beginnings, when none is given"),
    "count_all": ("reads every shard: the count of that list", "with that list"),
    "list_organizations": (
        "reads every shard: a list of organizations by the beginning of their names",
        "only where a caller may see all organizations: the demo with examples, operators, "
        "`orgd org list`"),
    "count_organizations": ("reads every shard: the count of that list", "with that list"),
    "count_linked": (
        "reads every shard: organizations that were created from one",
        "when an API key creates an organization"),
    "delete_organization": (
        "changes every shard that has an organization linked to the deleted one",
        "when an organization is deleted"),
    "any_nonce_over": (
        "asks shards until one has it: a nonce, or an answered challenge, whose time is over",
        "each minute on each server"),
    "drop_nonces": (
        "deletes from every shard: nonces and answered challenges whose time is over",
        "when there are any; with `replay_protection = cluster` every 10 seconds"),
    "drop_old_nonces": (
        "deletes from every shard: what servers of an older version left behind",
        "together with that"),
    "last_events": (
        "reads every shard when no organization is named: the audit events of all",
        "`orgd events`"),
    "list_all_projects": (
        "reads every shard: a list of the projects of all organizations",
        "only where a caller may see all organizations: the demo with examples"),
    "count_all_projects": ("reads every shard: the count of that list", "with that list"),
    "projects_named": (
        "reads every shard: projects by their name alone",
        "only where a caller may see all organizations: the demo with examples"),
    "list_every_organization": (
        "reads every shard: all organizations",
        "when a sandbox, which is on no cluster, is exported"),
    "list_every_address": (
        "reads every shard: all addresses that have an id",
        "when a sandbox is seeded or exported"),
    "list_every_account": (
        "reads every shard: the accounts of all people", "when a sandbox is exported"),
    "count_joined_organizations": (
        "reads the shards of a person's organizations: in how many of them the person has accepted",
        "when a person who is in or invited to as many as the limit allows is to join another"),
    "find_org_of_key": (
        "reads every shard: the organization of an API key, by its id alone",
        "when a key that the organization does not have is to be put on a project of it"),
    "find_in_one_place": (
        "finds an API key without its organization, by what joins two groups of tables",
        "never on a cluster: only where all rows lie in one place"),
    "token_caller_in_one_place": (
        "finds an access token in the same way",
        "never on a cluster, as that"),
    "list_organizations_to_tell": (
        "reads every shard: organizations with secrets of which is to be told that they expire",
        "once a minute on each server"),
    "list_holders_of_dead_tokens": (
        "reads every shard: service accounts with access tokens that expired a day ago",
        "together with that"),
    "organizations_in_one_place": (
        "finds the organizations of a person by what joins two groups of tables",
        "never on a cluster, as those"),
    "any_session_over": ("reads every shard: whether a session has expired",
                         "once a minute on each server"),
    "any_device_over": ("reads every shard: whether a browser is known no longer",
                        "together with that"),
    "any_failure_over": ("reads every shard: whether a count of tries is of no use any more",
                         "together with that"),
    "drop_sessions": (
        "reads every shard: sessions of people that have expired",
        "after that, when there is any of these"),
    "drop_devices": ("deletes from every shard: browsers that nobody has used for long",
                     "together with that"),
    "drop_failures": (
        "deletes from every shard: counts of tries to sign in, when they are of no use any more",
        "together with that"),
    "list_mails": ("reads every shard: the mails of all organizations", "`orgd outbox`"),
    "list_account_mails": ("reads every shard: the mails to all accounts", "together with that"),
    "last_operator_events": (
        "reads every shard: what operators did and what became of them", "`orgd events`"),
    "list_mails_in_state": (
        "reads every shard: a page of the mails of all organizations",
        "when an operator looks at them"),
    "list_mails_in_any_state": ("reads every shard: the same in any state", "as that"),
    "count_mails_by_state": (
        "reads every shard: the count of that list", "with that list"),
    "count_some_mails": (
        "reads every shard: how many mails wait or were given up, up to a thousand",
        "when an operator looks at the server's health"),
    "list_due_mails<Mail>": (
        "reads every shard: mails that are to be sent now",
        "once a second on each server that sends mails"),
    "list_due_mails<AccountMail>": (
        "reads every shard: the same of mails to accounts", "together with that"),
    "count_mails<Mail>": (
        "reads every shard: how many mails wait or were given up",
        "every ten seconds on each server that sends mails"),
    "count_mails<AccountMail>": (
        "reads every shard: the same of mails to accounts", "together with that"),
    "forget_sent_mails<Mail>": (
        "deletes from every shard: mails that were sent a month ago",
        "once an hour on each server that sends mails"),
    "forget_sent_mails<AccountMail>": (
        "deletes from every shard: the same of mails to accounts", "together with that"),
    "any_account_mail_over": (
        "reads every shard: whether a mail to an account is of no use any more",
        "once a minute on each server"),
    "any_password_link_over": (
        "reads every shard: whether a link that sets a password has expired",
        "together with that"),
    "drop_account_mails": (
        "deletes from every shard: mails to accounts that are of no use any more",
        "after that, when there is any of these"),
    "drop_password_links": (
        "deletes from every shard: links that set a password and have expired",
        "together with that"),
}
