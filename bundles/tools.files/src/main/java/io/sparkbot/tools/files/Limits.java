package io.sparkbot.tools.files;

/**
 * How much a room may keep.
 *
 * @param writeBytes size of one written text
 * @param roomBytes sum of all files of a room
 * @param roomFiles number of files and folders of a room
 * @param trashDays how long deleted things are kept
 */
record Limits(long writeBytes, long roomBytes, int roomFiles, int trashDays) {}
