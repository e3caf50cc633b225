// Makes the embedded sample: dotnet run -c Release --project samples/Maker [FOLDER]
using VideoDyn.Inference.Onnx;
using VideoDyn.SampleMaker;

string samples = args.Length == 1 ? args[0] : "samples";
string model = Path.Combine(samples, "models", "shapes");
string videos = Path.Combine(samples, "videos");
Directory.CreateDirectory(model);
Directory.CreateDirectory(videos);
OnnxWriter.Save(ShapeModel.Build(ShapeScene.Width, ShapeScene.Height), Path.Combine(model, "model.onnx"));
ShapeClip.Write(Path.Combine(videos, "shapes.mp4"));
