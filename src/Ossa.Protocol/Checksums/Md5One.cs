using System.Runtime.CompilerServices;

namespace Ossa.Protocol.Checksums;

/// <summary>MD5 of one stream. Each step waits for the one before it, so that this takes as long as one stream can take.</summary>
internal static unsafe class Md5One
{
    /// <inheritdoc cref="Md5Blocks.Compress"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(uint* state, byte** data, int blocks)
    {
        uint* word = (uint*)data[0];
        uint a = state[0],
            b = state[1],
            c = state[2],
            d = state[3];
        while (blocks-- > 0)
        {
            a = Md5Steps.F(a, b, c, d, word[0], 0xD76AA478, 7);
            d = Md5Steps.F(d, a, b, c, word[1], 0xE8C7B756, 12);
            c = Md5Steps.F(c, d, a, b, word[2], 0x242070DB, 17);
            b = Md5Steps.F(b, c, d, a, word[3], 0xC1BDCEEE, 22);
            a = Md5Steps.F(a, b, c, d, word[4], 0xF57C0FAF, 7);
            d = Md5Steps.F(d, a, b, c, word[5], 0x4787C62A, 12);
            c = Md5Steps.F(c, d, a, b, word[6], 0xA8304613, 17);
            b = Md5Steps.F(b, c, d, a, word[7], 0xFD469501, 22);
            a = Md5Steps.F(a, b, c, d, word[8], 0x698098D8, 7);
            d = Md5Steps.F(d, a, b, c, word[9], 0x8B44F7AF, 12);
            c = Md5Steps.F(c, d, a, b, word[10], 0xFFFF5BB1, 17);
            b = Md5Steps.F(b, c, d, a, word[11], 0x895CD7BE, 22);
            a = Md5Steps.F(a, b, c, d, word[12], 0x6B901122, 7);
            d = Md5Steps.F(d, a, b, c, word[13], 0xFD987193, 12);
            c = Md5Steps.F(c, d, a, b, word[14], 0xA679438E, 17);
            b = Md5Steps.F(b, c, d, a, word[15], 0x49B40821, 22);

            a = Md5Steps.G(a, b, c, d, word[1], 0xF61E2562, 5);
            d = Md5Steps.G(d, a, b, c, word[6], 0xC040B340, 9);
            c = Md5Steps.G(c, d, a, b, word[11], 0x265E5A51, 14);
            b = Md5Steps.G(b, c, d, a, word[0], 0xE9B6C7AA, 20);
            a = Md5Steps.G(a, b, c, d, word[5], 0xD62F105D, 5);
            d = Md5Steps.G(d, a, b, c, word[10], 0x02441453, 9);
            c = Md5Steps.G(c, d, a, b, word[15], 0xD8A1E681, 14);
            b = Md5Steps.G(b, c, d, a, word[4], 0xE7D3FBC8, 20);
            a = Md5Steps.G(a, b, c, d, word[9], 0x21E1CDE6, 5);
            d = Md5Steps.G(d, a, b, c, word[14], 0xC33707D6, 9);
            c = Md5Steps.G(c, d, a, b, word[3], 0xF4D50D87, 14);
            b = Md5Steps.G(b, c, d, a, word[8], 0x455A14ED, 20);
            a = Md5Steps.G(a, b, c, d, word[13], 0xA9E3E905, 5);
            d = Md5Steps.G(d, a, b, c, word[2], 0xFCEFA3F8, 9);
            c = Md5Steps.G(c, d, a, b, word[7], 0x676F02D9, 14);
            b = Md5Steps.G(b, c, d, a, word[12], 0x8D2A4C8A, 20);

            a = Md5Steps.H(a, b, c, d, word[5], 0xFFFA3942, 4);
            d = Md5Steps.H(d, a, b, c, word[8], 0x8771F681, 11);
            c = Md5Steps.H(c, d, a, b, word[11], 0x6D9D6122, 16);
            b = Md5Steps.H(b, c, d, a, word[14], 0xFDE5380C, 23);
            a = Md5Steps.H(a, b, c, d, word[1], 0xA4BEEA44, 4);
            d = Md5Steps.H(d, a, b, c, word[4], 0x4BDECFA9, 11);
            c = Md5Steps.H(c, d, a, b, word[7], 0xF6BB4B60, 16);
            b = Md5Steps.H(b, c, d, a, word[10], 0xBEBFBC70, 23);
            a = Md5Steps.H(a, b, c, d, word[13], 0x289B7EC6, 4);
            d = Md5Steps.H(d, a, b, c, word[0], 0xEAA127FA, 11);
            c = Md5Steps.H(c, d, a, b, word[3], 0xD4EF3085, 16);
            b = Md5Steps.H(b, c, d, a, word[6], 0x04881D05, 23);
            a = Md5Steps.H(a, b, c, d, word[9], 0xD9D4D039, 4);
            d = Md5Steps.H(d, a, b, c, word[12], 0xE6DB99E5, 11);
            c = Md5Steps.H(c, d, a, b, word[15], 0x1FA27CF8, 16);
            b = Md5Steps.H(b, c, d, a, word[2], 0xC4AC5665, 23);

            a = Md5Steps.I(a, b, c, d, word[0], 0xF4292244, 6);
            d = Md5Steps.I(d, a, b, c, word[7], 0x432AFF97, 10);
            c = Md5Steps.I(c, d, a, b, word[14], 0xAB9423A7, 15);
            b = Md5Steps.I(b, c, d, a, word[5], 0xFC93A039, 21);
            a = Md5Steps.I(a, b, c, d, word[12], 0x655B59C3, 6);
            d = Md5Steps.I(d, a, b, c, word[3], 0x8F0CCC92, 10);
            c = Md5Steps.I(c, d, a, b, word[10], 0xFFEFF47D, 15);
            b = Md5Steps.I(b, c, d, a, word[1], 0x85845DD1, 21);
            a = Md5Steps.I(a, b, c, d, word[8], 0x6FA87E4F, 6);
            d = Md5Steps.I(d, a, b, c, word[15], 0xFE2CE6E0, 10);
            c = Md5Steps.I(c, d, a, b, word[6], 0xA3014314, 15);
            b = Md5Steps.I(b, c, d, a, word[13], 0x4E0811A1, 21);
            a = Md5Steps.I(a, b, c, d, word[4], 0xF7537E82, 6);
            d = Md5Steps.I(d, a, b, c, word[11], 0xBD3AF235, 10);
            c = Md5Steps.I(c, d, a, b, word[2], 0x2AD7D2BB, 15);
            b = Md5Steps.I(b, c, d, a, word[9], 0xEB86D391, 21);

            state[0] = a += state[0];
            state[1] = b += state[1];
            state[2] = c += state[2];
            state[3] = d += state[3];
            word += 16;
        }
    }
}
