using System.Buffers;
using System.Text;

namespace VideoDyn.Events.Sqlite;

/// <summary>A compiled statement that is run again and again. Parameters are numbered from 1, columns from 0.</summary>
internal sealed unsafe class SqliteStatement : IDisposable
{
    private readonly SqliteDatabase _database;
    private nint _handle;

    internal SqliteStatement(SqliteDatabase database, nint handle) => (_database, _handle) = (database, handle);

    /// <summary>Binds a number.</summary>
    /// <returns>This statement.</returns>
    public SqliteStatement Bind(int index, long value)
    {
        _database.Check(SqliteNative.sqlite3_bind_int64(_handle, index, value));
        return this;
    }

    /// <summary>Binds a text; null for no value.</summary>
    /// <returns>This statement.</returns>
    public SqliteStatement Bind(int index, string? value)
    {
        if (value is null)
        {
            _database.Check(SqliteNative.sqlite3_bind_null(_handle, index));
            return this;
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        Bind(index, rented.AsSpan(0, Encoding.UTF8.GetBytes(value, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return this;
    }

    /// <summary>Binds a text in UTF-8, which is copied.</summary>
    /// <returns>This statement.</returns>
    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        // An empty span has no address, and no address would bind no value.
        byte nothing = 0;
        fixed (byte* start = value)
            _database.Check(SqliteNative.sqlite3_bind_text(_handle, index, start == null ? &nothing : start, value.Length, SqliteNative.Transient));
        return this;
    }

    /// <summary>Goes to the next row. At the end the statement is ready to be bound and run again.</summary>
    /// <returns>Whether there is a row.</returns>
    /// <exception cref="SqliteException">It failed; the statement is ready to be run again.</exception>
    public bool Step()
    {
        int code = SqliteNative.sqlite3_step(_handle);
        if (code == SqliteNative.Row)
            return true;
        try
        {
            _database.Check(code);
        }
        finally
        {
            _ = SqliteNative.sqlite3_reset(_handle);
        }

        return false;
    }

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="SqliteException">It failed; the statement is ready to be run again.</exception>
    public void Run()
    {
        while (Step())
            continue;
    }

    /// <summary>Ends it before its last row.</summary>
    public void Reset() => _ = SqliteNative.sqlite3_reset(_handle);

    /// <summary>A column as a number; 0 where it has no value.</summary>
    public long Number(int column) => SqliteNative.sqlite3_column_int64(_handle, column);

    /// <summary>A column as text; empty where it has no value.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(Span(column));

    /// <summary>A copy of a column's text in UTF-8.</summary>
    public byte[] Bytes(int column) => Span(column).ToArray();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_handle == 0)
            return;
        _ = SqliteNative.sqlite3_finalize(_handle);
        _handle = 0;
        _database.Forget(this);
    }

    // The text must be asked for before its length, which may change with the conversion.
    private ReadOnlySpan<byte> Span(int column)
    {
        byte* text = SqliteNative.sqlite3_column_text(_handle, column);
        return new ReadOnlySpan<byte>(text, SqliteNative.sqlite3_column_bytes(_handle, column));
    }
}
