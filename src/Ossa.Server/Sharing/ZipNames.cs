using System.Globalization;

namespace Ossa.Server.Sharing;

/// <summary>
/// The names that keys get in an archive. Whoever unpacks it must not be led out of the folder, nor write what a system takes for a device, nor
/// lose one file to another of the same name.
/// </summary>
internal sealed class ZipNames
{
    // Some systems take upper and lower case for the same.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a key, which counts from its folder on.</summary>
    public string For(string relativeKey)
    {
        var parts = relativeKey.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(SafeName.Of);
        var name = string.Join('/', parts);
        name = name.Length == 0 ? "_" : name;
        for (var number = 2; ; number++)
        {
            if (_taken.Add(name))
            {
                return name;
            }

            var candidate = SafeName.With(name, number.ToString(CultureInfo.InvariantCulture));
            if (!_taken.Contains(candidate))
            {
                name = candidate;
            }
        }
    }
}
