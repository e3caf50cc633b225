using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Sqlite;

namespace VideoDyn.Events.Outbox;

/// <summary>The tables of an outbox. docs/outbox.md describes them, because users may read them with their own tools.</summary>
internal static class OutboxSchema
{
    /// <summary>Version of the tables; a database of a newer one is not touched.</summary>
    public const int Version = 1;

    // "VDob" as a number: tells an outbox from other databases, also for the command file(1).
    private const int ApplicationId = 0x56446F62;

    // An event is known again by camera, id and time. The id alone would not do: a live camera that begins anew counts
    // its stream time and its tracks from the start again, and only the time tells the two runs apart.
    private const string Tables = """
        CREATE TABLE event (
          sequence INTEGER PRIMARY KEY AUTOINCREMENT,
          id TEXT NOT NULL,
          type TEXT NOT NULL,
          camera TEXT NOT NULL,
          time TEXT NOT NULL,
          stored INTEGER NOT NULL,
          json TEXT NOT NULL,
          UNIQUE (camera, id, time)
        );
        CREATE TABLE sink (
          name TEXT PRIMARY KEY,
          cursor INTEGER NOT NULL,
          active INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE refused (
          sink TEXT NOT NULL,
          sequence INTEGER NOT NULL,
          id TEXT NOT NULL,
          type TEXT NOT NULL,
          camera TEXT NOT NULL,
          time TEXT NOT NULL,
          stored INTEGER NOT NULL,
          reason TEXT NOT NULL,
          json TEXT NOT NULL,
          PRIMARY KEY (sink, sequence)
        );
        CREATE TABLE counter (
          name TEXT PRIMARY KEY,
          value INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE VIEW pending AS
          SELECT sink.name AS sink, event.* FROM sink JOIN event ON event.sequence > sink.cursor WHERE sink.active = 1
        """;

    /// <summary>Makes the tables in a new database, or checks those of an old one.</summary>
    /// <exception cref="VideoDynException">It is of a newer version, or not an outbox (kind Configuration).</exception>
    /// <exception cref="SqliteException">The file is damaged or cannot be written.</exception>
    public static void Prepare(SqliteDatabase database, string path)
    {
        if (database.Number("SELECT count(*) FROM sqlite_master") == 0)
        {
            database.Execute(string.Create(
                CultureInfo.InvariantCulture,
                $"BEGIN IMMEDIATE; PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}; {Tables}; COMMIT"));
            return;
        }

        Check(database, path);
    }

    /// <summary>Checks that a database is an outbox that this program understands.</summary>
    /// <exception cref="VideoDynException">It is of a newer version, or not an outbox (kind Configuration).</exception>
    /// <exception cref="SqliteException">The file is damaged.</exception>
    public static void Check(SqliteDatabase database, string path)
    {
        if (database.Number("PRAGMA application_id") != ApplicationId)
            throw VideoDynException.Configuration($"{path}: is a database of another program, expected an outbox or a file that does not exist");
        if (database.Number("PRAGMA user_version") is var version and not Version)
        {
            throw VideoDynException.Configuration(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: was written by a newer version of this program (outbox version {version}, expected {Version}); update the program or name another file"));
        }
    }
}
