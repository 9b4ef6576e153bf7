/** The API document of the running product as a measure: calls by its routes, answers held against its schemas. */
package io.sparkbot.itest.contract;
