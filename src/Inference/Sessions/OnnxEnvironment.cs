using Microsoft.ML.OnnxRuntime;

namespace VideoDyn.Inference.Sessions;

/// <summary>
/// The process-wide state of ONNX Runtime, created silent: everything it would print is an exception with the same
/// text, and standard error belongs to the program.
/// </summary>
public static class OnnxEnvironment
{
    private static readonly Lock s_gate = new();

    /// <summary>Version of the native library, e.g. <c>1.29.0</c>.</summary>
    /// <exception cref="DllNotFoundException">The native library is missing.</exception>
    public static string Version
    {
        get
        {
            EnsureCreated();
            return OrtEnv.Instance().GetVersionString();
        }
    }

    /// <summary>Creates the environment once; leaves one that the host program created alone.</summary>
    public static void EnsureCreated()
    {
        lock (s_gate)
        {
            if (OrtEnv.IsCreated)
                return;
            var options = new EnvironmentCreationOptions
            {
                logId = "videodyn",
                logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
            OrtEnv.CreateInstanceWithOptions(ref options);
        }
    }
}
