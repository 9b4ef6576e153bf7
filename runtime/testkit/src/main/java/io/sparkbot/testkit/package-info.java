/** What tests and benches of the whole product need: the shipped product as a process, a client, small skill bundles. */
package io.sparkbot.testkit;
