namespace VideoDyn.Events.Sinks;

/// <summary>How a connection to a broker is encrypted.</summary>
public sealed record TlsOptions
{
    /// <summary>PEM file with the authorities that may have signed the broker's certificate; null for those of the system.</summary>
    public string? CaFile { get; init; }

    /// <summary>PEM file with this client's certificate; null when the broker asks for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file with the key of <see cref="CertificateFile"/>, without a passphrase.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Checks that the files are there and belong together.</summary>
    /// <param name="path">Where the options stand, for messages.</param>
    /// <exception cref="Core.Errors.VideoDynException">A file is missing (kind Configuration).</exception>
    public void Check(string path)
    {
        var problems = new Core.Errors.OptionProblems(path);
        foreach ((string key, string? file) in new[] { ("ca_file", CaFile), ("certificate_file", CertificateFile), ("key_file", KeyFile) })
        {
            if (file is not null && !File.Exists(file))
                problems.Add($"{key} is '{file}', which is not there");
        }

        if ((CertificateFile is null) != (KeyFile is null))
            problems.Add("certificate_file and key_file are given together or not at all");
        problems.Throw();
    }
}
