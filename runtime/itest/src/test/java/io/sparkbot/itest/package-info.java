/** Tests on exactly the bundle set that ships. */
package io.sparkbot.itest;
