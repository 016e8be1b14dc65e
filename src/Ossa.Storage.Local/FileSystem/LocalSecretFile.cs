namespace Ossa.Storage.Local.FileSystem;

/// <summary>A file of secrets in the data directory, for its owner only.</summary>
internal sealed class LocalSecretFile(string path, IDiskSync sync) : ISecretFile
{
    public string Place => path;

    public byte[]? Read()
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public void Write(ReadOnlySpan<byte> content)
    {
        try
        {
            DurableFile.Write(path, content, sync);
        }
        catch (IOException error) when (DiskFull.Caused(error))
        {
            throw new StoreFullException($"There is no room for {path}.", error);
        }
    }
}
