const preferences = new Map();

export function preferencesOf(user) {
  return preferences.get(user) ?? {};
}

export function savePreferences(user, changed) {
  preferences.set(user, { ...preferencesOf(user), ...changed });
}
