/** Every entity, in the order of the tables they stand for. */
export const entities: readonly (abstract new () => unknown)[] = [];
