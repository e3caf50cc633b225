using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace VideoDyn.Events.Sqlite;

/// <summary>An open database file. Not thread-safe: one thread at a time.</summary>
internal sealed unsafe class SqliteDatabase : IDisposable
{
    private const int BusyMilliseconds = 5000;
    private readonly List<SqliteStatement> _statements = [];
    private nint _handle;

    private SqliteDatabase(nint handle) => _handle = handle;

    /// <summary>Version of the library, e.g. <c>3.40.1</c>.</summary>
    /// <exception cref="DllNotFoundException">The library is not there.</exception>
    public static string Version => Marshal.PtrToStringUTF8((nint)SqliteNative.sqlite3_libversion())!;

    /// <summary>Whether no transaction is open.</summary>
    public bool IsIdle => SqliteNative.sqlite3_get_autocommit(_handle) != 0;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="mode">What is to be done with it.</param>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteDatabase Open(string path, SqliteOpenMode mode)
    {
        int flags = SqliteNative.OpenNoMutex | mode switch
        {
            SqliteOpenMode.Read => SqliteNative.OpenReadOnly,
            SqliteOpenMode.Write => SqliteNative.OpenReadWrite,
            _ => SqliteNative.OpenReadWrite | SqliteNative.OpenCreate,
        };
        int code = SqliteNative.sqlite3_open_v2(path, out nint handle, flags, 0);
        var database = new SqliteDatabase(handle);
        if (code != SqliteNative.Ok)
        {
            SqliteException error = handle == 0 ? new SqliteException(code, Text(SqliteNative.sqlite3_errstr(code))) : database.Error();
            database.Dispose();
            throw error;
        }

        _ = SqliteNative.sqlite3_busy_timeout(handle, BusyMilliseconds);
        return database;
    }

    /// <summary>Compiles one statement; it lives as long as the database unless disposed before.</summary>
    /// <exception cref="SqliteException">It is wrong.</exception>
    public SqliteStatement Prepare(string sql)
    {
        byte[] text = Encoding.UTF8.GetBytes(sql);
        fixed (byte* start = text)
        {
            Check(SqliteNative.sqlite3_prepare_v2(_handle, start, text.Length, out nint statement, null));
            var prepared = new SqliteStatement(this, statement);
            _statements.Add(prepared);
            return prepared;
        }
    }

    /// <summary>Runs statements separated by semicolons, without results.</summary>
    /// <exception cref="SqliteException">One of them failed; those before it hold.</exception>
    public void Execute(string sql)
    {
        foreach (string part in sql.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            using SqliteStatement statement = Prepare(part);
            while (statement.Step())
                continue;
        }
    }

    /// <summary>The first column of the first row as a number; 0 where there is none.</summary>
    /// <exception cref="SqliteException">It failed.</exception>
    public long Number(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.Number(0) : 0;
    }

    /// <summary>The first column of the first row as text; empty where there is none.</summary>
    /// <exception cref="SqliteException">It failed.</exception>
    public string Word(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.Text(0) : "";
    }

    /// <summary>Rows changed by the last statement.</summary>
    public int Changes => SqliteNative.sqlite3_changes(_handle);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SqliteStatement statement in _statements.ToArray())
            statement.Dispose();
        if (_handle != 0)
            _ = SqliteNative.sqlite3_close_v2(_handle);
        _handle = 0;
    }

    internal void Check(int code)
    {
        if (code is not (SqliteNative.Ok or SqliteNative.Row or SqliteNative.Done))
            throw Error();
    }

    internal void Forget(SqliteStatement statement) => _statements.Remove(statement);

    private SqliteException Error()
    {
        int code = SqliteNative.sqlite3_extended_errcode(_handle);
        return new SqliteException(code, string.Create(CultureInfo.InvariantCulture, $"{Text(SqliteNative.sqlite3_errmsg(_handle))} (SQLite code {code})"));
    }

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";
}
