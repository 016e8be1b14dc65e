using Ossa.Engine.Bodies;
using Ossa.Server.Transport;

namespace Ossa.Tests.Server.Transport;

/// <summary>Finds out whether this system tells what is in memory; where it does not, nobody sends files on the threads of sockets.</summary>
internal static class PageCacheProbe
{
    /// <summary>Whether it does.</summary>
    /// <param name="directory">Where a file can be written.</param>
    public static bool Tells(string directory)
    {
        var path = Path.Combine(directory, "page-cache-probe");
        File.WriteAllBytes(path, new byte[100]);
        using var file = File.OpenHandle(path);
        return PageCache.Holds(new BodyFile(file, 0, 100));
    }
}
