using VideoDyn.Inference.Onnx;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Support;

/// <summary>Puts models and cards into a temporary folder.</summary>
internal static class Folders
{
    public static string Save(this TemporaryFolder folder, string name, OnnxModel model)
    {
        OnnxWriter.Save(model, folder[name]);
        return folder[name];
    }

    public static string Write(this TemporaryFolder folder, string name, string text)
    {
        File.WriteAllText(folder[name], text);
        return folder[name];
    }
}
