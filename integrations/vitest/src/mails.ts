/** The mails of a world, and what the people do who get them. */
import {Part} from "./control.js";

export interface Mail {
  id: string;
  orgId?: string;
  createdAt: string;
  recipient: string;
  kind: string;
  invitationId?: string;
  link?: string;
}

export interface Person {
  firstName?: string;
  lastName?: string;
  country?: string;
  password?: string;
}

export class Mails extends Part {
  async list(): Promise<Mail[]> {
    return (await this.call("GET", "/mails") as {mails: Mail[]}).mails;
  }

  /** The newest mail to an address. */
  async to(address: string): Promise<Mail> {
    const mails = await this.list();
    const found = mails.filter(({recipient}) => recipient === address)
      .sort((one, other) => one.createdAt < other.createdAt ? 1 : -1)[0];
    if (found) return found;
    const others = [...new Set(mails.map(({recipient}) => recipient))].sort().join(", ");
    throw new Error(`no mail waits for ${address}; mails wait for ${others || "nobody"}`);
  }

  /** As the invited person. One whom the server does not know yet needs all of `person`. */
  accept(mail: Pick<Mail, "id">, person: Person = {}): Promise<unknown> {
    return this.call("POST", `/mails/${mail.id}:accept`, {}, person);
  }

  reject(mail: Pick<Mail, "id">): Promise<unknown> {
    return this.call("POST", `/mails/${mail.id}:reject`);
  }
}
