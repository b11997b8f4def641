export default function NoteList({ notes }) {
  return (
    <ul>
      {notes.map((note) => (
        <li key={note.id}>
          <strong>{note.title}</strong> {note.text}
        </li>
      ))}
    </ul>
  );
}
