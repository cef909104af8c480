/**
 * The version before, from which the tests upgrade and to which they downgrade. Until a version is
 * published, it is a fixed commit: the first with several servers on one database.
 */
export const earlierCommit = 'd5fc62d090468ccb23dddde2200a2fb6aecc6df5';
