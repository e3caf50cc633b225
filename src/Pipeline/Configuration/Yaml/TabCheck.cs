namespace VideoDyn.Pipeline.Configuration.Yaml;

/// <summary>Finds tabs before the first word of a line, which YAML forbids and editors hide.</summary>
internal static class TabCheck
{
    /// <summary>Notes every line that is indented with tabs.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Find(string text, ProblemList problems)
    {
        bool found = false;
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            number++;
            int words = line.IndexOfAnyExcept(' ', '\t');
            int tab = line.IndexOf('\t');
            if (words < 0 || line[words] == '#' || tab < 0 || tab > words)
                continue;
            problems.Add(number, tab + 1, "", "found a tab; indent with spaces, e.g. two for each level");
            found = true;
        }

        return found;
    }
}
