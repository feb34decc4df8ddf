/** Who acts when nobody does: the daily pass, migrations, the installer. */
export const systemActor = { userId: 'system', name: '系统', role: 'system' } as const
