"""Mails on the whole way: from an invitation to a real mail server, and what becomes of those that
it does not take."""
import html
import json
import subprocess
import unittest

from mailing import DEADLINE_SECONDS, FROM, ORGD, PASSWORD, USER, WithMail, ask, link_in, wait_until

HOSTILE = "<img src=x onerror=alert(1)>\r\nBcc: evil@example.org\u202e \u05d0\u05d1\u05d2 {{link}}"


class Sending(WithMail):
    def test_an_invitation_arrives_and_its_link_admits(self):
        mails = self.mail_server()
        server = self.serve(*self.smtp(mails))
        address, invitation = self.invite(server)
        told = self.wait_for_state(address, "SENT")
        taken, = mails.to(address)
        self.assertEqual(mails.users, [USER])
        self.assertEqual(taken.sender, "accounts@acme.org")
        message = taken.message
        self.assertEqual(message.defects, [])
        self.assertEqual(message["From"], '"Acme, accounts" <accounts@acme.org>')
        self.assertEqual(message["To"], address)
        self.assertEqual(message["Subject"], "You are invited to Acme")
        self.assertEqual(message["Auto-Submitted"], "auto-generated")
        self.assertEqual(message["Message-ID"], told["messageId"])
        self.assertRegex(message["Message-ID"], r"^<[0-9a-f.]+@acme\.org>$")
        self.assertIsNone(message["List-Unsubscribe"])
        self.assertNotIn("link", told)
        page = f"http://localhost:{server.address[1]}/console/accept/{invitation}#token="
        accepted = self.call(server, None, "POST", f"/orgd/v1/invitations/{invitation}:accept", {
            "token": link_in(message, page).removeprefix(page), "firstName": "Dana",
            "lastName": "Diaz", "country": "US", "password": "correct horse"})
        self.assertEqual(accepted.status, 200, accepted.body)
        self.assertEqual(self.outbox(), [], "what is answered is forgotten")

    def test_tls_from_the_first_byte(self):
        mails = self.mail_server("implicit")
        server = self.serve(*self.smtp(mails))
        address, _ = self.invite(server)
        self.wait_for_state(address, "SENT")
        self.assertEqual(len(mails.to(address)), 1)

    def test_mails_go_one_after_the_other_on_one_connection(self):
        mails = self.mail_server()
        connections = []
        mails.at = lambda step: connections.append(step) if step == "connected" else None
        server = self.serve()
        people = [self.invite(server)[0] for _ in range(12)]
        server.end()
        self.serve(*self.smtp(mails))
        for address in people:
            self.wait_for_state(address, "SENT")
        self.assertEqual(sorted(mail.recipients[0] for mail in mails.mails), sorted(people))
        self.assertEqual(len(connections), 1)

    def test_the_language_is_that_of_the_browser(self):
        mails = self.mail_server()
        server = self.serve(*self.smtp(mails))
        address, _ = self.invite(server, fields={"Accept-Language": "pt, de-AT;q=0.8, en;q=0.1"})
        self.wait_for_state(address, "SENT")
        message = mails.to(address)[0].message
        self.assertEqual(message["Subject"], "Einladung zu Acme")
        self.assertEqual(message["Content-Language"], "de")

    def test_the_language_of_the_person_comes_before_that_of_the_browser(self):
        mails = self.mail_server()
        server, person = self.serve(*self.smtp(mails)), 24 * "a"
        with self.another_hand() as store:
            store.execute("INSERT INTO username VALUES ('dana@example.org', ?)", (person,))
            store.execute(
                "INSERT INTO account (user_id, username, first_name, last_name, country, "
                "created_at, language) VALUES (?, 'dana@example.org', 'D', 'D', 'DE', 1, 'fr')",
                (person,))
        address, _ = self.invite(server, name="dana", fields={"Accept-Language": "de"})
        self.wait_for_state(address, "SENT")
        self.assertEqual(mails.to(address)[0].message["Content-Language"], "fr")

    def test_what_is_sent_again_is_a_mail_with_another_link(self):
        mails = self.mail_server()
        server = self.serve(*self.smtp(mails))
        address, invitation = self.invite(server)
        self.wait_for_state(address, "SENT")
        sent = self.call(server, self.key, "POST",
                         f"/orgd/v1/orgs/{self.made['orgId']}/invitations/{invitation}:resend")
        self.assertEqual(sent.status, 200, sent.body)
        wait_until(lambda: len(mails.to(address)) == 2, "a second mail")
        first, second = (mail.message.get_body(("plain",)).get_content()
                         for mail in mails.to(address))
        self.assertNotEqual(first, second)
        self.assertIn(f"/console/accept/{invitation}#token=", second)
        self.wait_for_state(address, "SENT")

    def test_a_hostile_name_stays_in_its_place(self):
        mails = self.mail_server()
        with self.another_hand() as store:
            store.execute("UPDATE organization SET name = ?", (HOSTILE,))
        server = self.serve(*self.smtp(mails))
        address, _ = self.invite(server, name="o.brien+x=y_'#{}")
        self.wait_for_state(address, "SENT")
        taken, = mails.mails
        self.assertEqual(taken.recipients, [address])
        message = taken.message
        self.assertEqual(message.defects, [])
        self.assertIsNone(message["Bcc"])
        name = "<img src=x onerror=alert(1)>  Bcc: evil@example.org \u05d0\u05d1\u05d2 {{link}}"
        self.assertEqual(message["Subject"], f"You are invited to {name}")
        text = message.get_body(("plain",)).get_content()
        self.assertIn(f'organization "{name}" on', text)
        shown = message.get_body(("html",)).get_content()
        self.assertIn(f"<bdi>{html.escape(name)}</bdi>", shown)
        self.assertNotIn("<img", shown)
        self.assertTrue(all(len(line) <= 998 for line in taken.content.split(b"\r\n")))

    def test_files_for_whoever_tries_things_out(self):
        folder = self.place / "mails"
        server = self.serve("--mail-dir", str(folder))
        address, _ = self.invite(server)
        mail = self.wait_for_state(address, "SENT")
        file, = folder.iterdir()
        self.assertEqual(file.name, f"{mail['mailId']}.eml")
        self.assertEqual(file.stat().st_mode & 0o777, 0o600)
        self.assertIn(b"/console/accept/", file.read_bytes().replace(b"=\r\n", b""))

    def test_templates_of_the_operator(self):
        folder = self.place / "templates" / "en"
        folder.mkdir(parents=True)
        file = folder / "organization-invitation.txt"
        file.write_text("Subject: Come to {{organization}}\n\nHere: {{link}}\n")
        mails = self.mail_server()
        flags = self.smtp(mails, mail_templates=str(folder.parent))
        server = self.serve(*flags)
        address, _ = self.invite(server)
        self.wait_for_state(address, "SENT")
        self.assertEqual(mails.to(address)[0].message["Subject"], "Come to Acme")
        server.end()
        file.write_text("Subject: Come\n\n{{lnk}}\n")
        done = subprocess.run([ORGD, "serve", *self.store, "--listen", "127.0.0.1:0", *flags],
                              capture_output=True, text=True, timeout=DEADLINE_SECONDS, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("en/organization-invitation.txt: there is no {{lnk}}; there is", done.stderr)


class Refusals(WithMail):
    def expect_error(self, flags, *words):
        """Nothing is sent, and the outbox says why."""
        log = self.place / "log"
        with log.open("w") as errors:
            server = self.serve(*flags, "--log-level", "info", stderr=errors)
            address, _ = self.invite(server)
            mail = self.wait_for(address, lambda mail: mail.get("lastError"))
            server.end()
        self.assertEqual(mail["state"], "WAITING")
        self.assertIn("nextTryAt", mail)
        for word in words:
            self.assertIn(word, mail["lastError"])
        said = log.read_text()
        self.assertIn(f"mail {mail['mailId']} was not sent at attempt 1: ", said)
        for secret in (PASSWORD, address, mail["link"].split("#token=")[1]):
            self.assertNotIn(secret, said + json.dumps(mail["lastError"]))
        return mail

    def test_a_server_without_starttls_gets_nothing_unless_that_is_wanted(self):
        mails = self.mail_server(None, auth=False)
        plain = {"smtp_user": None, "smtp_password_file": None, "smtp_ca_file": None}
        mail = self.expect_error(self.smtp(mails, **plain), "offers no STARTTLS")
        self.assertEqual(mails.mails, [])
        self.end_leases()
        self.serve(*self.smtp(mails, smtp_insecure=True, **plain))
        self.wait_for_state(mail["recipient"], "SENT")

    def test_a_certificate_that_nobody_vouches_for(self):
        mails = self.mail_server()
        self.expect_error(self.smtp(mails, smtp_ca_file=None), "certificate")
        self.assertEqual((mails.mails, mails.users), ([], []))

    def test_a_wrong_password(self):
        mails = self.mail_server()
        self.password_file.write_text("wrong horse\n")
        self.expect_error(self.smtp(mails), "AUTH was answered 535")
        self.assertEqual(mails.users, [None])

    def test_a_server_that_is_not_there(self):
        mails = self.mail_server()
        flags = self.smtp(mails)
        mails.close()
        self.expect_error(flags, "onnect")

    def test_a_recipient_that_does_not_exist_is_given_up_and_told(self):
        mails = self.mail_server()
        mails.refusals["gone@example.org"] = "550 5.1.1 <gone@example.org> unknown"
        server = self.serve(*self.smtp(mails))
        address, _ = self.invite(server, "gone")
        other, _ = self.invite(server)
        mail = self.wait_for_state(address, "DEAD")
        self.assertEqual(mail["lastError"],
                         "RCPT was answered 550 5.1.1 <gone@example.org> unknown")
        self.assertIn("#token=", mail["link"], "it can be handed over in another way")
        self.wait_for_state(other, "SENT")
        wait_until(lambda: server.metrics()["orgd_mails_dead"].value() == 1, "it is counted")
        figures = server.metrics()
        self.assertEqual(figures["orgd_mail_attempts_total"].value(outcome="dead"), 1)
        self.assertEqual(figures["orgd_mail_attempts_total"].value(outcome="sent"), 1)
        self.assertEqual(figures["orgd_mails_waiting"].value(), 0)
        check = next(check for check in self.checks(server) if check["name"] == "mail")
        self.assertEqual(check["note"], "1 mails were given up: orgd outbox says why")
        self.assertTrue(check["ok"])
        self.assertEqual(server.readiness(), (200, {}), "requests are served all the same")

    @staticmethod
    def checks(server):
        return json.loads(ask(server.watch, "/readyz")[2])["checks"]

    def test_what_is_refused_for_now_is_tried_again(self):
        mails = self.mail_server()
        mails.refusals["DATA"] = "451 4.3.0 later"
        server = self.serve(*self.smtp(mails))
        address, _ = self.invite(server)
        first = self.wait_for(address, lambda mail: mail.get("lastError"))
        self.assertEqual(first["lastError"], "the mail was answered 451 4.3.0 later")
        del mails.refusals["DATA"]
        self.end_leases()
        second = self.wait_for_state(address, "SENT")
        self.assertEqual(second["messageId"], first["messageId"])
        self.assertNotIn("lastError", second)


class Trying(WithMail):
    def try_out(self, *words, code=0):
        done = subprocess.run([ORGD, "mail", "test", *words], capture_output=True, text=True,
                              timeout=DEADLINE_SECONDS, check=False)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout if code == 0 else done.stderr

    def test_the_settings_are_tried_without_a_store(self):
        mails = self.mail_server()
        said = self.try_out("dana@B\u00fccher.example", "--language", "fr", *self.smtp(mails))
        self.assertIn(f"{mails.url} took the mail for dana@xn--bcher-kva.example", said)
        taken, = mails.to("dana@xn--bcher-kva.example")
        self.assertEqual(taken.message["Content-Language"], "fr")
        self.assertIn(taken.message_id, said)

    def test_what_the_mail_server_says_is_told(self):
        mails = self.mail_server()
        mails.refusals["MAIL"] = "550 5.7.1 not you"
        said = self.try_out("a@b.org", *self.smtp(mails), code=1)
        self.assertIn("did not take the mail: MAIL was answered 550 5.7.1 not you", said)

    def test_wrong_settings_are_told(self):
        mails = self.mail_server()
        for words, complaint in (
                ((), "no mail server is set"),
                (("--smtp-url", mails.url), "needs --mail-from"),
                (("--smtp-url", "smtp://u:p@h", "--mail-from", FROM), "must not hold a user"),
                (("--mail-from", "Acme"), "must be an address"),
                (("--mail-dir", "m", *self.smtp(mails)), "give one of them")):
            self.assertIn(complaint, self.try_out("a@b.org", *words, code=1))
        self.password_file.chmod(0o644)
        self.assertIn("chmod", self.try_out("a@b.org", *self.smtp(mails), code=1))

    def test_links_need_an_address(self):
        mails = self.mail_server()
        done = subprocess.run(
            [ORGD, "serve", *self.store, "--listen", "0.0.0.0:0", "--insecure-http",
             *self.smtp(mails)], capture_output=True, text=True, timeout=DEADLINE_SECONDS,
            check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("--smtp-url needs --public-url", done.stderr)


if __name__ == "__main__":
    unittest.main()
