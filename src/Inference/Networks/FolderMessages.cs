using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Networks;

/// <summary>Messages of a folder's parts, each beginning with the name of its file once.</summary>
internal static class FolderMessages
{
    public static string Of(string file, VideoDynException error) =>
        error.Message.Contains(file, StringComparison.Ordinal) ? error.Message : $"{file}: {error.Message}";
}
