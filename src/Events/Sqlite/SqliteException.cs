namespace VideoDyn.Events.Sqlite;

/// <summary>SQLite refused something.</summary>
/// <param name="code">The extended result code.</param>
/// <param name="message">What it says, without the path.</param>
internal sealed class SqliteException(int code, string message) : Exception(message)
{
    /// <summary>The code of a damaged file.</summary>
    public const int Damaged = 11;

    private const int Error = 1;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>The extended result code.</summary>
    public int Code { get; } = code;

    /// <summary>Whether the file is damaged, or no database at all.</summary>
    public bool IsCorrupt => (Code & 0xFF) is Damaged or NotADatabase;

    /// <summary>Whether the same may work later: no space, no answer from the disk, another process that holds the file.</summary>
    public bool IsPassing => (Code & 0xFF) is Full or IoError or Busy or Locked or ReadOnly or CannotOpen;

    /// <summary>Whether there is no room left.</summary>
    public bool IsFull => (Code & 0xFF) == Full;

    /// <summary>Whether the statement itself is wrong, e.g. because a table is missing.</summary>
    public bool IsWrongStatement => (Code & 0xFF) == Error;
}
