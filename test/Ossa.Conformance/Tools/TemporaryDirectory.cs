namespace Ossa.Conformance.Tools;

/// <summary>A new empty directory that is gone, with all that is in it, when its user is done.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("ossa-conformance-").FullName;

    public string Combine(string name) => Path.Combine(FullPath, name);

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
