using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Recording;

/// <summary>
/// The files of one camera and kind: whole or not there, and the oldest deleted when they are too many or too old. The
/// folder is made with the first file, and what an earlier run left in it counts.
/// </summary>
internal sealed class RecordingFolder(string root, string camera, Retention retention, string[] extensions, Action deleted, TimeProvider? time = null)
{
    private const string Unfinished = ".part";
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly LinkedList<Kept> _files = new();
    private readonly Dictionary<string, LinkedListNode<Kept>> _byName = [];
    private readonly string _folder = Path.Combine(root, SafeName(camera));
    private long _bytes;
    private bool _isOpen;

    /// <summary>A name for folders: letters, digits, dot, dash and underscore.</summary>
    public static string SafeName(string camera)
    {
        string safe = string.Concat(camera.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));
        return safe.Trim('.').Length == 0 ? "camera" : safe;
    }

    /// <summary>Bytes of the files that are kept.</summary>
    public long Bytes => _bytes;

    /// <summary>Makes the folder, and takes stock of what is in it.</summary>
    /// <returns>Where a file of this name lies.</returns>
    /// <exception cref="VideoDynException">The folder cannot be used (kind Output).</exception>
    public string PathOf(string name)
    {
        if (!_isOpen)
            Guard(_folder, Open);
        return Path.Combine(_folder, name);
    }

    /// <summary>How an event names the file, relative to the root.</summary>
    public string NameInEvents(string name) => $"{SafeName(camera)}/{name}";

    /// <summary>Writes a file.</summary>
    /// <exception cref="VideoDynException">It cannot be written (kind Output); nothing is left of it.</exception>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        string path = PathOf(name), part = path + Unfinished;
        try
        {
            // Not flushed to the disk: the end of the process cannot tear it, and waiting for a disk would hold up the camera.
            using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
                file.Write(content);
            File.Move(part, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _isOpen = false; // the folder may be gone
            Guard(part, () => File.Delete(part));
            throw VideoDynException.Output($"{path}: cannot be written: {error.Message}", error);
        }

        Written(name, content.Length);
    }

    /// <summary>A file was written into the folder: makes room where that is needed.</summary>
    public void Written(string name, long bytes)
    {
        Forget(name);
        _byName[name] = _files.AddLast(new Kept(name, bytes, _time.GetUtcNow()));
        _bytes += bytes;
        DateTimeOffset oldest = _time.GetUtcNow() - retention.MaxAge;
        while (_files.Count > 1 && (_bytes > retention.MaxBytes || _files.First!.Value.Time < oldest))
            Delete(_files.First!.Value.Name);
    }

    /// <summary>Takes a file away that belongs to nothing; what cannot be deleted stays.</summary>
    public void Remove(string name)
    {
        if (_byName.ContainsKey(name))
            Delete(name, counts: false);
    }

    private void Open()
    {
        Directory.CreateDirectory(_folder);
        _files.Clear();
        _byName.Clear();
        _bytes = 0;
        foreach (FileInfo file in new DirectoryInfo(_folder).EnumerateFiles().OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal))
        {
            if (file.Extension == Unfinished && IsOurs(Path.GetExtension(Path.GetFileNameWithoutExtension(file.Name))))
                file.Delete();
            else if (IsOurs(file.Extension))
                Keep(file);
        }

        _isOpen = true;
    }

    private void Keep(FileInfo file)
    {
        _byName[file.Name] = _files.AddLast(new Kept(file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc)));
        _bytes += file.Length;
    }

    private bool IsOurs(string extension) => extension.Length > 1 && extensions.Contains(extension[1..]);

    private void Delete(string name, bool counts = true)
    {
        Forget(name);
        try
        {
            File.Delete(Path.Combine(_folder, name));
            if (counts)
                deleted();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _isOpen = false; // look again what is there
        }
    }

    private void Forget(string name)
    {
        if (!_byName.Remove(name, out LinkedListNode<Kept>? node))
            return;
        _files.Remove(node);
        _bytes -= node.Value.Bytes;
    }

    private static void Guard(string path, Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Output($"{path}: cannot be used: {error.Message}", error);
        }
    }

    private sealed record Kept(string Name, long Bytes, DateTimeOffset Time);
}
