namespace VideoDyn.Events.Sqlite;

/// <summary>What is to be done with a database file.</summary>
internal enum SqliteOpenMode
{
    /// <summary>It must be there and is only read.</summary>
    Read,

    /// <summary>It must be there.</summary>
    Write,

    /// <summary>It is made where it is not there.</summary>
    Create,
}
