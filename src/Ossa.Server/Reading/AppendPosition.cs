using System.Globalization;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>The parameter position, which says where an appendable object ends.</summary>
internal static class AppendPosition
{
    private const string Name = "position";

    public static long Read(OssContext context, OssError missing, OssError invalid)
    {
        if (context.Target[Name] is not { Length: > 0 } text)
        {
            throw new OssException(missing);
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : throw ListParameters.Invalid(invalid, Name, text);
    }
}
