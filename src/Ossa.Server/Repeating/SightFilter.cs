namespace Ossa.Server.Repeating;

/// <summary>
/// Tells what comes a second time from what comes once, in little memory: each hash has two places, which those that come later take. Whoever
/// is pushed out counts as new, and one of some billions as known that is not.
/// </summary>
/// <remarks>
/// Which of two places that are taken is to go is left to chance. Were it always the older one's, three that come in turn would push each other out for
/// ever: of requests for 10,000 downloads in turn every eightieth was never known.
/// </remarks>
internal sealed class SightFilter
{
    private const int Pairs = 32 * 1024;

    /// <summary>Spreads what it is multiplied with over the upper bits.</summary>
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    private readonly uint[] _tags = new uint[2 * Pairs];
    private ulong _chance;

    /// <summary>Whether something of this hash came before, as far as is known.</summary>
    public bool SeesAgain(ulong hash)
    {
        var place = 2 * (int)(hash % Pairs);
        var tag = (uint)(hash >> 32);
        if (_tags[place] == tag || _tags[place + 1] == tag)
        {
            return true;
        }

        // Where two requests do this at once, one of them is forgotten.
        if (_tags[place] != 0 && _tags[place + 1] == 0)
        {
            place++;
        }
        else if (_tags[place] != 0)
        {
            _chance = (_chance ^ hash) * Multiplier;
            place += (int)(_chance >> 63);
        }

        _tags[place] = tag;
        return false;
    }
}
