(d=>{
for(const p of d.querySelectorAll(".filter")){
p.hidden=false
p.oninput=e=>{
const q=e.target.value.toLowerCase()
for(const r of p.nextElementSibling.querySelectorAll("tbody tr:not(.head)"))
r.hidden=!r.textContent.toLowerCase().includes(q)}}
for(const t of d.querySelectorAll("table.sorts"))[...t.tHead.rows[0].cells].forEach((h,i)=>{
if(!h.scope)return
const b=d.createElement("button")
b.append(...h.childNodes)
h.append(b)
const v=r=>{const c=r.cells[i],x=c.textContent.trim();return c.dataset.value??(/[\p{L}\d]/u.test(x)?x:x=="\xb7"&&"n"in h.dataset?"0":"")}
b.onclick=()=>{
const s=h.getAttribute("aria-sort")=="ascending"?-1:1
for(const o of h.parentNode.cells)o.removeAttribute("aria-sort")
h.setAttribute("aria-sort",s>0?"ascending":"descending")
t.tBodies[0].append(...[...t.tBodies[0].rows].map(r=>[v(r),r]).sort(([x],[y])=>!x-!y||s*(x-y||x.localeCompare(y,d.documentElement.lang,{numeric:true}))).map(o=>o[1]))}})
})(document)
