namespace Ossa.Tests.Storage;

/// <summary>A directory of one test's own, removed at its end.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ossa-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
