'use strict'
// Local mailboxes. Haraka itself knows domains, not users, and hands mail on: this takes the accounts of config/accounts in the domains
// of config/host_list, refuses every other address there, and delivers to a Maildir for each. Other recipients of a client that may relay
// are left to Haraka's outbound.

const fs = require('node:fs/promises')
const path = require('node:path')

const MAIL = '/srv/mail'
let deliveries = 0

exports.register = function () {
    this.accounts = new Set(this.config.get('accounts', 'list'))
    this.domains = new Set(this.config.get('host_list', 'list'))
    this.aliases = new Map(Object.entries(this.config.get('aliases.ini').main))
}

// An address without a domain, as <postmaster>, is in ours.
exports.isLocal = function (address) {
    return !address.host || this.domains.has(address.host.toLowerCase())
}

// The local part as it is meant: "alice" is alice (RFC 5321 section 4.1.2). Haraka hands it on as it was written.
function unquoted(local) {
    return local.startsWith('"') ? local.slice(1, -1).replace(/\\(.)/g, '$1') : local
}

// The accounts that a local address leads to; none for an unknown user.
exports.accountsOf = function (address) {
    const name = unquoted(address.user).toLowerCase().split('+')[0]
    return (this.aliases.get(name) ?? name).split(',').filter((one) => this.accounts.has(one))
}

exports.hook_rcpt = function (next, connection, [address]) {
    if (!this.isLocal(address)) return next()
    if (this.accountsOf(address).length === 0) return next(DENY, `no such user: ${address.user}`)
    next(OK)
}

// For Haraka's own mail, such as a notice that mail could not be delivered: the MX of our domain is this host.
exports.hook_get_mx = function (next, hmail, domain) {
    if (!this.domains.has(domain.toLowerCase())) return next()
    next(OK, { priority: 0, exchange: '127.0.0.1', port: 25 })
}

exports.hook_queue = function (next, connection) {
    this.deliver(next, connection.transaction)
}

exports.hook_queue_outbound = function (next, connection) {
    this.deliver(next, connection.transaction)
}

exports.deliver = function (next, transaction) {
    const accounts = new Set(transaction.rcpt_to.filter((to) => this.isLocal(to)).flatMap((to) => this.accountsOf(to)))
    const others = transaction.rcpt_to.filter((to) => !this.isLocal(to))
    transaction.message_stream.get_data({ line_endings: '\n' }, async (message) => {
        try {
            const head = Buffer.from(`Return-Path: ${transaction.mail_from.format()}\n`)
            for (const account of accounts) await this.store(account, Buffer.concat([head, message]))
        } catch (error) {
            this.logerror(`cannot deliver: ${error.message}`)
            return next(DENYSOFT, 'cannot deliver now')
        }
        if (others.length === 0) return next(OK, 'delivered')
        transaction.rcpt_to = others
        next()
    })
}

exports.store = async function (account, message) {
    const name = `${Math.floor(Date.now() / 1000)}.P${process.pid}Q${++deliveries}.${this.config.get('me')}`
    const tmp = path.join(MAIL, account, 'tmp', name)
    await fs.writeFile(tmp, message)
    await fs.rename(tmp, path.join(MAIL, account, 'new', name))
}
