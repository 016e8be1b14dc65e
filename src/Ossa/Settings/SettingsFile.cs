namespace Ossa.Settings;

/// <summary>
/// A settings file in the format of ossutil: sections <c>[default]</c> and <c>[profile NAME]</c> with lines <c>key = value</c>, and
/// comments after #. Names ignore case, hyphens and underscores. ossutil 1 called its only section <c>[Credentials]</c>.
/// See https://www.alibabacloud.com/help/en/oss/developer-reference/configure-ossutil2.
/// </summary>
internal sealed class SettingsFile
{
    public const string DefaultProfile = "default";

    private const int MaxInheritedProfiles = 10;

    private readonly Dictionary<string, Dictionary<string, string>> _sections = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the file's text.</summary>
    /// <exception cref="FormatException">A line is neither a section, a setting nor a comment.</exception>
    public static SettingsFile Parse(string text)
    {
        var file = new SettingsFile();
        var section = file.Section(DefaultProfile);
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] is '#' or ';')
            {
                continue;
            }
            if (line is ['[', .. var name, ']'])
            {
                section = file.Section(ProfileName(name));
                continue;
            }
            var equals = line.IndexOf('=');
            if (equals <= 0)
            {
                throw new FormatException($"line {number} is neither [section] nor key = value");
            }
            section[NormalizeKey(line[..equals])] = line[(equals + 1)..].Trim();
        }
        return file;
    }

    public bool HasProfile(string profile) => _sections.TryGetValue(profile, out var section) && section.Count > 0;

    /// <summary>The profile's value, or what a profile that it names as its source_profile has; null where neither has one.</summary>
    public string? Find(string profile, string key)
    {
        for (var step = 0; step < MaxInheritedProfiles; step++)
        {
            if (!_sections.TryGetValue(profile, out var section))
            {
                return null;
            }
            if (section.TryGetValue(NormalizeKey(key), out var value) && value.Length > 0)
            {
                return value;
            }
            if (!section.TryGetValue("sourceprofile", out var source))
            {
                return null;
            }
            profile = source;
        }
        return null;
    }

    private Dictionary<string, string> Section(string name)
    {
        if (!_sections.TryGetValue(name, out var section))
        {
            section = new Dictionary<string, string>(StringComparer.Ordinal);
            _sections.Add(name, section);
        }
        return section;
    }

    private static string ProfileName(string section)
    {
        const string prefix = "profile ";
        section = section.Trim();
        if (section.Equals("Credentials", StringComparison.OrdinalIgnoreCase))
        {
            return DefaultProfile;
        }
        if (section.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            return section[prefix.Length..].Trim();
        }
        // Sections of other kinds, such as [buckets NAME], are kept apart by a name that no profile can have.
        return section.Equals(DefaultProfile, StringComparison.OrdinalIgnoreCase) ? DefaultProfile : $"[{section}]";
    }

    private static string NormalizeKey(string key) => key.Trim().Replace("-", "").Replace("_", "").ToLowerInvariant();
}
