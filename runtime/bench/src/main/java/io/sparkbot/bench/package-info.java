/** The product's own measurements: every figure of the documentation comes from here. */
package io.sparkbot.bench;
