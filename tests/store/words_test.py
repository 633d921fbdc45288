"""What orgd says to a command line that is not quite right."""
import unittest

from program import WithOrgd


class Words(WithOrgd):
    def refused(self, *words):
        said = self.orgd(*words, exit_code=2)
        self.assertEqual(said.splitlines()[1], "Run with --help for more information.")
        return said.splitlines()[0].removeprefix("orgd: ")

    def test_an_unknown_command_is_named_with_what_was_meant(self):
        for words, said in (
                (("srve",), 'unknown command "srve" of orgd; did you mean "serve"?'),
                (("inti",), 'unknown command "inti" of orgd; did you mean "init"?'),
                (("key", "crate"), 'unknown command "crate" of orgd key; did you mean "create"?'),
                (("store", "cpy"), 'unknown command "cpy" of orgd store; did you mean "copy"?'),
                (("frobnicate",), 'unknown command "frobnicate" of orgd')):
            self.assertEqual(self.refused(*words), said)
        self.assertIn("orgd needs a command: ", self.refused())
        self.assertEqual(self.refused("key"), "orgd key needs a command: create, list, delete")

    def test_an_unknown_option_is_named_with_what_was_meant(self):
        for words, said in (
                (("serve", "--listn", "1"),
                 'unknown option "--listn" of orgd serve; did you mean "--listen"?'),
                (("serve", "--metrics_listen=1"),
                 'unknown option "--metrics_listen" of orgd serve; '
                 'did you mean "--metrics-listen"?'),
                (("serve", "now"), 'orgd serve does not expect "now"'),
                (("events", "--sincee", "1h"),
                 'unknown option "--sincee" of orgd events; did you mean "--since"?'),
                (("serve", "-x"), 'unknown option "-x" of orgd serve')):
            self.assertEqual(self.refused(*words), said)

    def test_everything_that_is_missing_is_named_at_once(self):
        self.assertEqual(self.refused("init", "--data", "x"), "orgd init needs --org and --owner")
        self.assertEqual(self.refused("key", "create"), "orgd key create needs --org and --role")

    def test_values_that_are_wrong_say_what_is_right(self):
        for setting, value, said in (
                ("--listen", "127.0.0.1:80x",
                 'must be HOST:PORT, and a port is a number from 0 to 65535'),
                ("--listen", "127.0.0.1:65536",
                 'must be HOST:PORT, and a port is a number from 0 to 65535'),
                ("--trusted-proxies", "10.0.0.0/99", "is not an address or CIDR block"),
                ("--trusted-proxies", "10.0.0.0/8,10.0.0.0/99",
                 "holds 10.0.0.0/99, which is not an address or CIDR block")):
            self.assertEqual(self.orgd("serve", "--data", "x", setting, value, exit_code=1),
                             f'orgd: {setting}: "{value}" {said}\n')

    def test_the_version_is_where_people_look_for_it(self):
        version = self.orgd("version")
        self.assertRegex(version, r"^orgd \d+\.\d+\.\d+ \([0-9a-f]{40}\)\n$")
        self.assertEqual(self.orgd("--version"), version)

    def test_the_first_word_of_help_stands_in_the_first_help_alone(self):
        self.assertIn("Start with: orgd demo", self.orgd("--help"))
        for words in (("serve",), ("init",), ("key", "create"), ("store", "copy"), ("demo",)):
            self.assertNotIn("Start with: orgd demo", self.orgd(*words, "--help"))


if __name__ == "__main__":
    unittest.main()
