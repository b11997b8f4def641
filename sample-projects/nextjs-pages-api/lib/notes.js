const notes = [
  { id: "1", owner: "1001", title: "Groceries", text: "Bread, olives" },
  { id: "2", owner: "1002", title: "Salaries", text: "Do not show anyone" },
];

export async function findNotes(owner) {
  return notes.filter((note) => note.owner === owner);
}

export async function findAllNotes() {
  return notes;
}

export async function createNote(owner, title, text) {
  const note = { id: String(notes.length + 1), owner, title, text };
  notes.push(note);
  return note;
}

export async function deleteNote(id) {
  const at = notes.findIndex((note) => note.id === id);
  if (at >= 0) notes.splice(at, 1);
}
